// Answers that settle many rows: forms, names, units, whose a document is; and what was decided before.
"use strict";
(() => {
  const { decide, id, meta, tell } = window.ikuKirim;

  // -- documents, indicators, forms, decisions -----------------------------------------------------------------------
  const reload = (said) => {
    tell(said.pesan);
    setTimeout(() => location.reload(), 150);
  };
  document.querySelectorAll(".putus-dokumen").forEach((each) => each.addEventListener("submit", (event) => {
    event.preventDefault();
    decide("putus/dokumen", { dokumen: each.dataset.dokumen, hal: each.dataset.hal, isi: each.elements.isi.value, keputusan: (event.submitter && event.submitter.value) || "" }, reload);
  }));
  document.querySelectorAll(".putus-indikator").forEach((each) => each.addEventListener("submit", (event) => {
    event.preventDefault();
    const keputusan = event.submitter ? event.submitter.value : "pisah";
    decide("putus/indikator", { ejaan: each.dataset.ejaan, keputusan, nama: each.elements.nama.value, sasaran: each.elements.sasaran.value }, reload);
  }));
  document.querySelectorAll("[data-batal]").forEach((each) => each.addEventListener("click", () =>
    decide("batal", { hal: each.dataset.batal, kunci: each.dataset.kunci, sekaligus: Boolean(each.dataset.sekaligus) }, reload)));
  const facets = id("saring-ragu");
  if (facets) {
    facets.addEventListener("change", () => {
      const chosen = new URLSearchParams([...new FormData(facets)].filter(([, value]) => value));
      location.href = location.pathname + (chosen.size ? `?${chosen}` : "");
    });
  }
  // -- questions that one answer settles -----------------------------------------------------------------------------
  const asks = [...document.querySelectorAll("form.jawab")];
  const unanswered = () => asks.filter((each) => !each.hidden);
  const counted = (by) => {
    const left = id("sisa-tanya");
    left.textContent = String(Math.max(0, Number(left.textContent.replace(/\D/g, "")) + by));
  };
  // Enter in a field gives what is written there, not the first button's answer.
  asks.forEach((each) => each.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target.matches("input")) {
      event.preventDefault();
      event.target.closest("label").nextElementSibling.click();
    }
  }));
  // A question in focus is answered by the number of its answer.
  const choices = (card) => [...card.querySelectorAll("form.jawab > button")];
  document.querySelectorAll(".tanya").forEach((card) => {
    choices(card).forEach((button, place) => {
      const key = document.createElement("kbd");
      key.textContent = place + 1;
      button.prepend(key, " ");
    });
    card.addEventListener("keydown", (event) => {
      const button = event.target === card && /^[1-9]$/.test(event.key) && choices(card)[Number(event.key) - 1];
      if (button && !button.closest("[hidden]")) {
        event.preventDefault();
        button.click();
      }
    });
  });
  asks.forEach((each) => each.addEventListener("submit", (event) => {
    event.preventDefault();
    const card = each.closest(".tanya");
    const where = card.querySelector(".kabar");
    const button = event.submitter;
    const typed = Object.fromEntries([...new FormData(each)].filter(([, value]) => value));
    const chosen = button && button.name ? { [button.name]: button.value } : {};
    if (button && button.dataset.keputusan) chosen.keputusan = button.dataset.keputusan;
    const { putus, ...facts } = each.dataset;
    decide(`putus/${putus}`, { ...facts, ...typed, ...chosen }, (said) => {
      card.classList.add("selesai");
      each.hidden = true;
      counted(-1);
      tell(said.pesan, false, where);
      const undo = document.createElement("button");
      undo.type = "button";
      undo.className = "kecil";
      undo.textContent = `↶ ${meta("urungkan")}`;
      undo.addEventListener("click", () => decide("batal", { hal: said.hal, kunci: said.kunci }, (back) => {
        card.classList.remove("selesai");
        each.hidden = false;
        counted(1);
        tell(`↶ ${back.pesan}`, false, where);
        card.focus();
      }, where));
      where.append(" ", undo);
      // The next question is shown at once.
      const next = unanswered()[0];
      if (next) {
        next.closest(".tanya").scrollIntoView({ block: "nearest" });
        next.closest(".tanya").focus({ preventScroll: true });
      }
    }, where);
  }));

  document.querySelectorAll("form.bentuk").forEach((card) => {
    const where = card.querySelector(".kabar");
    const asked = () => ({
      tanda: card.dataset.tanda,
      dokumen: card.dataset.dokumen,
      bukti: card.dataset.bukti,
      kolom: [...card.querySelectorAll("select")].filter((each) => each.value)
        .map((each) => ({ ke: Number(each.name.slice(1)), kepala: each.dataset.kepala, arti: each.value })),
    });
    const signed = (number) => (number > 0 ? `+${number}` : String(number));
    const become = card.querySelector(".pratayang");
    card.querySelector("[data-coba]").addEventListener("click", () => decide("putus/bentuk", { ...asked(), coba: true }, (said) => {
      tell(meta("pengaruh").replace("{masuk}", signed(said.masuk)).replace("{tunggu}", signed(said.tunggu)).replace("{berubah}", said.berubah), false, where);
      become.hidden = !said.baris.length;
      become.querySelector("ul").replaceChildren(...said.baris.map(([name, values]) => {
        const line = document.createElement("li");
        const head = document.createElement("b");
        head.textContent = name;
        const rest = document.createElement("div");
        rest.textContent = values.join(" · ");
        line.append(head, rest);
        return line;
      }));
    }, where));
    card.addEventListener("submit", (event) => {
      event.preventDefault();
      decide("putus/bentuk", asked(), (said) => {
        tell(said.pesan, false, where);
        const undo = document.createElement("button");
        undo.type = "button";
        undo.className = "kecil";
        undo.textContent = "↶";
        undo.setAttribute("aria-label", said.pesan);
        undo.addEventListener("click", () => decide("batal", { hal: said.hal, kunci: said.kunci }, reload, where));
        where.append(" ", undo);
      }, where);
    });
  });
})();
