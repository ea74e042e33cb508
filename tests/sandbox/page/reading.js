// What keeps people from reading or naming something on the page: texts with too little contrast (WCAG AA)
// and controls without a name. Answers with a list of sentences.
() => {
  const numbers = (colour) => colour.startsWith("color(srgb")
    ? colour.match(/[\d.]+/g).map((one, at) => (at < 3 ? one * 255 : Number(one)))
    : colour.match(/[\d.]+/g).map(Number);
  const over = (top, under) => {
    const alpha = top[3] ?? 1;
    return [0, 1, 2].map((at) => top[at] * alpha + under[at] * (1 - alpha));
  };
  const ground = (node) => {
    const own = numbers(getComputedStyle(node).backgroundColor);
    if ((own[3] ?? 1) === 1) return own;
    return over(own, node.parentElement ? ground(node.parentElement) : [255, 255, 255]);
  };
  const light = (colour) => {
    const [red, green, blue] = colour.map((one) => one / 255)
      .map((one) => (one <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const ratio = (node) => {
    const under = ground(node);
    const [bright, dark] = [light(under), light(over(numbers(getComputedStyle(node).color), under))]
      .sort((one, other) => other - one);
    return (bright + 0.05) / (dark + 0.05);
  };
  const shown = (node) => node.checkVisibility() && !node.closest(".unseen, option, :disabled");
  const wrong = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || !shown(node)) continue;
    const found = ratio(node);
    if (found < 4.5) wrong.push(`${found.toFixed(2)}: ${walker.currentNode.data} (${node.className})`);
  }
  for (const node of document.querySelectorAll("button, a, input, select, textarea, dialog, nav, section")) {
    const name = node.getAttribute("aria-label") || node.labels?.[0]?.textContent
      || document.getElementById(node.getAttribute("aria-labelledby"))?.textContent
      || (node.matches("button, a") ? node.textContent : "");
    if (node.checkVisibility() && !name?.trim()) wrong.push(`no name: ${node.outerHTML.slice(0, 80)}`);
  }
  const ids = [...document.querySelectorAll("[id]")].map((node) => node.id);
  return [...wrong, ...ids.filter((id, at) => ids.indexOf(id) !== at).map((id) => `twice: #${id}`)];
}
