// The open form as a dialog: the browser traps the focus, Escape dismisses, errors appear at their fields.
import { make, newId } from "./dom.js";
import { Field, note } from "./fields.js";
import { platformName } from "./names.js";

export class FormDialog {
  // submit(where, values, files) and dismiss(where) answer with the view after it.
  constructor({ submit, dismiss, search }) {
    this.actions = { submit, dismiss, search };
    this.print = "";
    this.fields = [];
    this.dialog = make("dialog", {
      class: "form",
      cancel: (event) => { event.preventDefault(); this.dismiss(); },
    });
    document.body.append(this.dialog);
  }

  // open: null or {form, where, people, title}
  draw(open) {
    if (open === null) return this.close();
    const print = JSON.stringify([open.where.persona, open.where.platform, bare(open.form)]);
    this.where = open.where;
    if (print === this.print) return this.sayErrors(open.form);
    const kept = open.form.id === this.formId ? this.values() : {};
    this.print = print;
    this.formId = open.form.id;
    this.build(open, kept);
    if (!this.dialog.open) this.dialog.showModal();
    this.begin(open.form.fields);
    return undefined;
  }

  build({ form, where, people, title }, kept) {
    const heading = newId("title");
    const shown = form.fields.map((seen) => ({ ...seen, value: kept[seen.id] ?? seen.value }));
    this.fields = [];
    const nodes = shown.map((seen) => this.field(seen, people));
    this.trouble = make("p", { class: "form-trouble", role: "alert" });
    // A Slack modal without a submit label has nothing to send.
    this.sendButton = make("button", { type: "submit", class: "press main", hidden: form.submit === "" }, form.submit);
    this.dialog.className = `form ${where.platform}`;
    this.dialog.setAttribute("aria-labelledby", heading);
    this.dialog.replaceChildren(make("form", { novalidate: true, submit: (event) => this.submit(event) },
      make("header", {},
        make("div", {}, make("p", { class: "form-where" }, make("span", { class: "kind" }, platformName(where.platform)), " ", title), make("h2", { id: heading, tabindex: "-1" }, form.title)),
        make("button", { type: "button", class: "close", "aria-label": "Close", click: () => this.dismiss() }, "✕")),
      make("div", { class: "form-fields" }, nodes, this.trouble),
      make("footer", {},
        make("button", { type: "button", class: "press plain", click: () => this.dismiss() }, "Cancel"),
        this.sendButton)));
  }

  field(seen, people) {
    if (seen.kind === "note") return note(seen);
    const field = new Field(seen, people, (control, text) => this.actions.search(this.where, "", control, text));
    this.fields.push(field);
    return field.node;
  }

  values() {
    const given = this.fields.filter((one) => one.seen.kind !== "file");
    return Object.fromEntries(given.map((one) => [one.seen.id, one.read()]));
  }

  async files() {
    const given = this.fields.filter((one) => one.files);
    return Object.fromEntries(await Promise.all(given.map(async (one) => [one.seen.id, await one.files()])));
  }

  sayErrors(form) {
    const errors = new Map(form.fields.map((seen) => [seen.id, seen.error]));
    for (const field of this.fields) field.say(errors.get(field.seen.id) ?? "");
  }

  // What stands above the first field is to be read first.
  begin(fields) {
    if (fields[0]?.kind === "note") this.dialog.querySelector("h2").focus();
    else this.focusFirst();
  }

  focusFirst() {
    const wrong = this.fields.find((one) => one.node.classList.contains("wrong"));
    (wrong ?? this.fields[0])?.focus();
  }

  async submit(event) {
    event.preventDefault();
    await this.work(async () => {
      const view = await this.actions.submit(this.where, this.values(), await this.files());
      if (view.form?.id !== this.formId) return;
      this.sayErrors(view.form);
      this.focusFirst();
      const wrong = view.form.fields.some((one) => one.error !== "");
      if (!wrong) this.trouble.textContent = view.troubles.at(-1)?.words ?? "";
    });
  }

  async dismiss() {
    await this.work(() => this.actions.dismiss(this.where));
  }

  async work(act) {
    if (this.busy) return;
    this.busy = true;
    this.trouble.textContent = "";
    this.sendButton.setAttribute("aria-disabled", "true");
    try {
      await act();
    } catch (error) {
      this.trouble.textContent = error.message;
    } finally {
      this.busy = false;
      this.sendButton.setAttribute("aria-disabled", "false");
    }
  }

  close() {
    if (this.dialog.open) this.dialog.close();
    this.print = "";
    this.formId = "";
    this.fields = [];
  }
}

// Errors and values change while a form is open; the form is built again only when something else does.
function bare(form) {
  return { ...form, fields: form.fields.map((one) => ({ ...one, error: "", value: "" })) };
}
