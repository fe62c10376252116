// What the page does beyond links and forms: keys, names and figures that light up together.
"use strict";

(() => {
  document.documentElement.classList.add("js");
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const one = (selector, root = document) => root.querySelector(selector);

  // Names and figures, and the sentences of an event
  let lit = [];
  const light = (from) => {
    lit.forEach(([element, name]) => element.classList.remove(name));
    lit = [];
    const link = from?.closest?.("[data-link]");
    const rows = from?.closest?.("[data-rows]");
    if (link) {
      lit = all("[data-link]")
        .filter((other) => other.dataset.link === link.dataset.link)
        .map((other) => [other, "on"]);
    } else if (rows) {
      lit = rows.dataset.rows
        .split(" ")
        .map((id) => document.getElementById(id))
        .filter(Boolean)
        .map((row) => [row, "lit"]);
    }
    lit.forEach(([element, name]) => element.classList.add(name));
  };
  for (const link of all("[data-link]")) link.tabIndex = 0;
  document.addEventListener("pointerover", (event) => light(event.target));
  document.addEventListener("focusin", (event) => light(event.target));

  // A note stays on the page; one that was closed with Escape stays closed until its repair is left
  const place = (event) => {
    const fix = event.target.closest?.(".fix");
    fix?.classList.toggle("flip", fix.getBoundingClientRect().left + 320 > innerWidth);
  };
  document.addEventListener("pointerover", place);
  document.addEventListener("focusin", place);
  for (const name of ["pointerout", "focusout"]) {
    document.addEventListener(name, (event) => event.target.closest?.(".fix")?.classList.remove("still"));
  }

  // A button that takes its time says so, and works once
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.dataset.sent) return event.preventDefault();
    if (form.method !== "post") return;
    form.dataset.sent = "1";
    const button = one("button", form);
    if (form.dataset.slow && button) {
      button.textContent = form.dataset.slow;
      button.setAttribute("aria-disabled", "true");
    }
  });
  window.addEventListener("pageshow", () => all("form[data-sent]").forEach((form) => delete form.dataset.sent));

  // An anchor inside something folded opens it
  const unfold = () => {
    const target = document.getElementById(location.hash.slice(1));
    target?.closest("details:not([open])")?.setAttribute("open", "");
    if (target) target.scrollIntoView({ block: "center" });
  };
  if (location.hash.length > 1) unfold();
  window.addEventListener("hashchange", unfold);

  // Keys
  const help = document.getElementById("keys");
  const switched = document.getElementById("keys-on");
  const remembered = (value) => {
    try {
      if (value === undefined) return localStorage.getItem("veille-keys") !== "off";
      localStorage.setItem("veille-keys", value ? "on" : "off");
    } catch {
      // storage is closed to this page: the keys work
    }
    return value ?? true;
  };
  switched.checked = remembered();
  switched.addEventListener("change", () => remembered(switched.checked));
  one("[data-help]").addEventListener("click", (event) => {
    event.preventDefault();
    help.showModal();
  });

  const rows = all("[data-row]");
  for (const row of rows) row.tabIndex = -1;
  const stops = rows.length ? rows : all(".hit h2 a");
  const here = () => stops.findIndex((stop) => stop.contains(document.activeElement));
  const step = (by) => {
    const at = here();
    const next = at < 0 ? (by > 0 ? 0 : stops.length - 1) : at + by;
    const stop = stops[Math.max(0, Math.min(stops.length - 1, next))];
    stop?.focus({ preventScroll: true });
    stop?.scrollIntoView({ block: rows.length ? "center" : "nearest" });
  };
  const correct = () => {
    const form = one("details.edit", rows[here()] ?? rows[0]);
    if (!form) return;
    form.open = true;
    one("textarea", form).focus();
  };
  const leave = (from) => {
    const form = from.closest("details.edit[open]");
    from.closest?.(".fix")?.classList.add("still");
    if (!form) return;
    form.open = false;
    (form.closest("[data-row]") ?? one("summary", form)).focus();
  };
  const keys = {
    "/": () => {
      document.getElementById("q").focus();
      document.getElementById("q").select();
    },
    j: () => step(1),
    k: () => step(-1),
    c: () => rows.length && correct(),
    n: () => one(".way [rel=next], .pages [rel=next]")?.click(),
    p: () => one(".way [rel=prev], .pages [rel=prev]")?.click(),
    u: () => one("[rel=up]")?.click(),
    "?": () => help.showModal(),
  };
  document.addEventListener("keydown", (event) => {
    const from = event.target;
    if (event.key === "Escape" && !help.open) {
      all(".fix:hover").forEach((fix) => fix.classList.add("still"));
      return leave(from);
    }
    const typing = from.closest("input:not([type=checkbox]), textarea, select");
    if (typing || help.open || event.ctrlKey || event.metaKey || event.altKey || !switched.checked) return;
    const act = Object.hasOwn(keys, event.key) ? keys[event.key] : null;
    if (!act) return;
    event.preventDefault();
    act();
  });
})();
