// Keep an opened list inside the window: above its button when there is no room below it.

export function fitInWindow(button, list) {
  const at = button.getBoundingClientRect();
  const room = window.innerHeight - at.bottom;
  list.classList.toggle("above", room < 240 && at.top > room);
  list.classList.toggle("leftwards", at.left > window.innerWidth / 2);
}
