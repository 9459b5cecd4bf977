// Sending decisions: every answer is kept by the server before the page says so.
"use strict";
(() => {
  const id = (name) => document.getElementById(name);
  const meta = (name) => document.querySelector(`meta[name=iku-${name}]`).content;
  const root = meta("akar");
  const news = id("kabar");
  const who = id("oleh");
  let busy = false;

  if (who) {
    who.value = localStorage.getItem("iku-oleh") || who.value;
    who.addEventListener("change", () => localStorage.setItem("iku-oleh", who.value));
  }
  const send = async (place, asked) => {
    let said;
    try {
      const answer = await fetch(root + place, {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ oleh: who ? who.value : "", ...asked }),
      });
      said = await answer.json();
    } catch {
      return Promise.reject({ pesan: meta("putus") });
    }
    return said.ok ? said : Promise.reject(said);
  };
  const tell = (text, wrong = false, place = news) => {
    place.className = `kabar ${wrong ? "salah" : "benar"}`;
    place.replaceChildren(text);
  };
  // Ask, and where another decision stands in the way offer to replace it.
  const decide = async (place, asked, told, where = news) => {
    if (busy) return null;
    busy = true;
    try {
      const said = await send(place, asked);
      told(said);
      return said;
    } catch (error) {
      tell(error.pesan || String(error), true, where);
      if (error.bentrok) {
        const button = document.createElement("button");
        button.type = "button";
        button.textContent = meta("ganti");
        button.addEventListener("click", () => decide(place, { ...asked, ganti: true }, told, where));
        where.append(" ", button);
        button.focus();
      }
      return null;
    } finally {
      busy = false;
    }
  };

  window.ikuKirim = { decide, id, meta, send, tell };
})();
