// One look at a time; what changes meanwhile is caught by one more.

export class Refresher {
  // look(): a promise; it answers true when it has to be done again.
  constructor(look) {
    this.look = look;
    this.running = null;
    this.again = false;
  }

  now() {
    if (this.running) this.again = true;
    else this.running = this.repeat().finally(() => { this.running = null; });
    return this.running;
  }

  async repeat() {
    do {
      this.again = false;
      if (await this.look()) this.again = true;
    } while (this.again);
  }
}
