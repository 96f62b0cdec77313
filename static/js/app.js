// Small helps around htmx. Every page works without this file.
"use strict";

const byId = (id) => document.getElementById(id);

const PROBLEMS = {
  0: "The diary could not be reached. What you typed is still here: try again in a moment.",
  403: "This page has grown old. Copy what you typed, reload the page and save it again.",
  404: "That entry is no longer there. Reload the page to see the day as it is.",
  409: "This was changed elsewhere in the meantime. Reload the page to see both.",
  429: "Too many tries in a short time. Wait a minute, then try again.",
};

const showProblem = (status) => {
  const line = document.createElement("p");
  line.className = "notice notice-error";
  line.textContent = PROBLEMS[status] || "That was not saved. What you typed is still here: try again in a moment.";
  byId("problem").replaceChildren(line);
  line.scrollIntoView({ block: "nearest" });
};

const announce = (text) => { byId("live").textContent = text; };

// A form that came back with something to mend opens at the first such place.
document.querySelector("main .is-invalid, main [data-focus]")?.focus();

// A link into a folded part opens it.
const openNamed = () => {
  const named = byId(decodeURIComponent(window.location.hash.slice(1)));
  const folded = named?.closest("details:not([open])");
  if (!folded) return;
  folded.open = true;
  named.scrollIntoView();
};
window.addEventListener("hashchange", openNamed);
openNamed();

// After a swap: errors first, then what the server marked, then the part itself, so that focus is never lost.
const refocus = (part) => {
  const wanted = part.querySelector(".is-invalid, [data-focus]");
  if (!wanted && document.activeElement !== document.body) return;
  const place = wanted || part;
  if (place.tabIndex < 0) place.tabIndex = -1;
  place.focus({ preventScroll: !wanted });
};

const labelOf = (part) => {
  const named = part.matches("[data-announce]") ? part : part.querySelector("[data-announce]");
  if (named) return named.dataset.announce;
  const wrong = part.querySelectorAll(".is-invalid").length;
  return wrong ? "Please look at the marked fields" : "";
};

const closeMenus = (except) => {
  for (const menu of document.querySelectorAll("details.more[open]")) if (menu !== except) menu.open = false;
};

document.addEventListener("htmx:beforeRequest", () => { byId("problem").replaceChildren(); });
document.addEventListener("htmx:responseError", (event) => showProblem(event.detail.xhr.status));
document.addEventListener("htmx:sendError", () => showProblem(0));
document.addEventListener("htmx:timeout", () => showProblem(0));
document.addEventListener("announce", (event) => announce(event.detail.value));
document.addEventListener("htmx:afterSettle", (event) => {
  const part = event.detail.elt;
  if (!part.isConnected) return;
  const text = labelOf(part);
  if (text) announce(text);
  if (event.detail.requestConfig?.triggeringEvent) refocus(part); // what came by itself takes no focus
});

document.addEventListener("click", (event) => closeMenus(event.target.closest("details.more")));
document.addEventListener("click", (event) => { if (event.target.closest("[data-print]")) window.print(); });

// Where the browser gives no way to the clipboard, as without HTTPS, the text is at least marked to be copied by hand.
const copy = (field) => {
  field.select();
  navigator.clipboard?.writeText(field.value).then(() => announce("Copied"));
};
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-copy]");
  if (button) copy(byId(button.dataset.copy));
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const menu = document.querySelector("details.more[open]");
  if (!menu) return;
  menu.open = false;
  menu.querySelector("summary").focus();
});

// When the session has ended, a saved form lands on the log-in page. Then bring the person back to where they typed,
// with the text still there. It is kept in this tab only, for the same person only, and only until it has arrived.
const KEPT = "typed";
const NOT_TYPED = new Set(["csrfmiddlewaretoken", "operation", "version"]);
const person = document.body.dataset.person;

const keep = (form) => {
  sessionStorage.removeItem(KEPT);
  const fields = [...new FormData(form)].filter(([name, value]) => typeof value === "string" && !NOT_TYPED.has(name));
  if (!fields.length) return;
  const here = window.location.pathname + window.location.search;
  sessionStorage.setItem(KEPT, JSON.stringify({ person, here, fields, lost: false }));
};

const putBack = ([name, value]) => {
  for (const field of document.getElementsByName(name)) {
    if (field.type === "checkbox" || field.type === "radio") field.checked ||= field.value === value;
    else if (field.type !== "hidden") field.value = value;
  }
};

const arrive = (kept) => {
  if (!person) {
    const next = document.querySelector('input[name="next"]');
    if (next) next.value = kept.here;
    sessionStorage.setItem(KEPT, JSON.stringify({ ...kept, lost: true }));
    return;
  }
  sessionStorage.removeItem(KEPT);
  if (!kept.lost || kept.person !== person || kept.here !== window.location.pathname + window.location.search) return;
  kept.fields.forEach(putBack);
  announce("What you typed before is back. It is not saved yet.");
};

document.addEventListener("submit", (event) => { if (person && event.target.method === "post") keep(event.target); }, true);
document.addEventListener("htmx:afterRequest", (event) => {
  const { successful, xhr, requestConfig } = event.detail; // what is only read meanwhile says nothing of the form
  if (requestConfig.verb !== "get" && successful && !xhr.getResponseHeader("HX-Redirect")) sessionStorage.removeItem(KEPT);
});
if (sessionStorage.getItem(KEPT)) arrive(JSON.parse(sessionStorage.getItem(KEPT)));
