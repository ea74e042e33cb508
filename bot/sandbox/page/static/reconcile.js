// Bringing a list up to date without touching what did not change, so that focus and scrolling stay.

const prints = new WeakMap();

// entries: [{id, print, make()}]; an entry whose print changed is made again.
export function reconcile(list, entries) {
  const old = new Map([...list.children].map((node) => [node.dataset.id, node]));
  let cursor = list.firstElementChild;
  for (const entry of entries) {
    const before = old.get(entry.id);
    old.delete(entry.id);
    const node = before && prints.get(before) === entry.print ? before : fresh(entry);
    if (before && before !== node) {
      if (cursor === before) cursor = before.nextElementSibling;
      exchange(before, node);
    }
    if (node === cursor) cursor = cursor.nextElementSibling;
    else list.insertBefore(node, cursor);
  }
  for (const gone of old.values()) gone.remove();
}

function fresh(entry) {
  const node = entry.make();
  node.dataset.id = entry.id;
  prints.set(node, entry.print);
  return node;
}

function exchange(before, after) {
  const focused = before.contains(document.activeElement);
  before.replaceWith(after);
  after.classList.add("changed");
  if (focused) (after.querySelector("button:not(:disabled), a") ?? after).focus({ preventScroll: true });
}
