// What the page remembers between visits. A browser may forbid storage: then it forgets, which does no harm.

export function recall(what) {
  try {
    return localStorage.getItem(`stem-bot.${what}`);
  } catch {
    return null;
  }
}

export function keep(what, words) {
  try {
    localStorage.setItem(`stem-bot.${what}`, words);
  } catch {
    // nothing to do
  }
}
