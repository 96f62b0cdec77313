// Small helps on the pages where food is written down. Every one of them works without this file.
"use strict";

(() => {
  const finePointer = matchMedia("(hover: hover) and (pointer: fine)");

  // On a desktop the cursor is in the line; on a phone that would throw up the keyboard.
  const focusLine = () => {
    const wanted = document.querySelector("[data-desktop-focus]");
    if (wanted && finePointer.matches && document.activeElement === document.body) wanted.focus();
  };

  const linksLedBy = (field) => [...document.querySelectorAll(`${field.dataset.leads} a[href]`)];

  const move = (field, step) => {
    const links = linksLedBy(field);
    const place = links.indexOf(document.activeElement) + step;
    (place < 0 ? field : links[Math.min(place, links.length - 1)])?.focus();
  };

  // Enter takes the first food only when the list belongs to what is typed now; otherwise it searches.
  const isUpToDate = (field) => {
    const phrase = document.querySelector(field.dataset.leads)?.dataset.phrase;
    return Boolean(phrase) && phrase === field.value.trim();
  };

  const steps = { ArrowDown: 1, ArrowUp: -1 };

  document.addEventListener("keydown", (event) => {
    const field = document.querySelector("[data-leads]");
    if (!field) return;
    const inList = linksLedBy(field).includes(document.activeElement);
    if (!inList && document.activeElement !== field) return;
    if (event.key in steps) {
      event.preventDefault();
      move(field, steps[event.key]);
    } else if (event.key === "Enter" && !inList && isUpToDate(field) && linksLedBy(field)[0]) {
      event.preventDefault();
      linksLedBy(field)[0].click();
    } else if (event.key === "Escape") {
      field.value = "";
      field.focus();
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }
  });

  // Steppers: whole numbers up and down, tens of grams.
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-step]");
    if (!button) return;
    const field = document.getElementById(button.dataset.for);
    const now = Number.parseFloat(field.value.replace(",", ".")) || 0;
    const size = now >= 20 ? 10 : now > 1 || button.dataset.step > 0 ? 1 : 0.5;
    const next = Math.max(0.5, now + size * button.dataset.step);
    field.value = String(Math.round(next * 100) / 100);
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });

  focusLine();
})();
