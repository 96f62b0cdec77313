// Hands the secret behind the # of the address over, so that nobody has to copy it; without this file one pastes it.
"use strict";

const door = document.querySelector("form[data-door]");
const secret = location.hash.slice(1);
if (door && secret) {
  door.elements.secret.value = secret;
  history.replaceState(null, "", location.pathname);
  if (!door.querySelector("[data-word]")) door.requestSubmit();
}
