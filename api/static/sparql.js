// An editor in place of the plain field of the form, with prefixes and terms of our own; it asks no other host.
"use strict";
const form = document.getElementById("sparql");
const field = document.getElementById("query");
const prefixes = JSON.parse(form.dataset.prefixes);
const terms = JSON.parse(form.dataset.terms);

Yasqe.forkAutocompleter("prefixes", {
  name: "our-prefixes",
  persistenceId: null,
  get: async () => Object.entries(prefixes).map(([name, iri]) => `${name}: <${iri}>`),
});
for (const [completer, iris] of Object.entries(terms)) {
  Yasqe.forkAutocompleter(completer, { name: `our-${completer}`, bulk: true, persistenceId: null, get: async () => iris });
}
const place = document.createElement("div");
field.before(place);
field.hidden = true;
const editor = new Yasqe(place, {
  value: field.value,
  persistenceId: null,
  consumeShareLink: null,
  createShareableLink: null,
  prefixCcApi: null,
  showQueryButton: false,
  autocompleters: ["our-prefixes", ...Object.keys(terms).map((completer) => `our-${completer}`), "variables"],
  extraKeys: { "Ctrl-Enter": () => form.requestSubmit(), "Cmd-Enter": () => form.requestSubmit() },
});
const isUsed = ([name]) => new RegExp(`(?<![\\w-])${name}:`).test(field.value); // the editor takes what is not declared for an error
editor.addPrefixes(Object.fromEntries(Object.entries(prefixes).filter(isUsed)));
editor.getInputField().setAttribute("aria-label", form.querySelector("label").textContent);
place.querySelector(".CodeMirror-scroll").tabIndex = 0;
form.addEventListener("submit", () => { field.value = editor.getValue(); });
