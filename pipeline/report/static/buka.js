// Deciding: by keys or buttons about the value in hand; every answer is kept by the server before the page says so.
"use strict";
(() => {
  const id = (name) => document.getElementById(name);
  const meta = (name) => document.querySelector(`meta[name=iku-${name}]`).content;
  const root = meta("akar");
  const panel = id("putusan");
  const news = id("kabar");
  const form = id("p-isian");
  const who = id("oleh");
  const done = [];
  let now = null;
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

  // -- the value in hand ---------------------------------------------------------------------------------------------
  const items = () => [...document.querySelectorAll("[data-kunci][data-nilai]")];
  const open = () => items().filter((each) => each.dataset.ragu);
  const count = () => {
    if (id("sisa")) id("sisa").textContent = meta("sisa").replace("{n}", open().length);
  };
  const take = (item, focus = true) => {
    if (now) now.classList.remove("kini");
    now = item;
    close();
    panel.hidden = !item;
    document.body.classList.toggle("memutus", Boolean(item));
    if (!item) return;
    item.classList.add("kini");
    const facts = item.dataset;
    id("p-nilai").textContent = `${facts.nilai} ${facts.satuan}`.slice(0, 200);
    id("p-apa").textContent = `${facts.saat} · ${facts.indikator}`;
    id("p-sebab").textContent = facts.sebab;
    mark(window.iku.cells.get(item.id), focus);
    if (focus) {
      item.focus({ preventScroll: true });
      item.scrollIntoView({ block: "center" });
    }
  };
  // The cell in hand is drawn thick on its page, and cut out large beside the question.
  let marked = null;
  const mark = (cell, move) => {
    if (marked) marked.classList.remove("kini");
    marked = cell;
    const crop = id("p-potongan");
    if (!cell) return;
    cell.classList.add("kini");
    cell.ownerSVGElement.append(cell);
    if (move) window.iku.bring(cell);
    const picture = cell.ownerSVGElement.querySelector("image");
    crop.hidden = !picture;
    if (!picture) return;
    const [x, y, width, height] = ["x", "y", "width", "height"].map((name) => Number(cell.getAttribute(name)));
    const [wide, high] = [Math.max(width + 40, 150), Math.max(height + 14, 40)];
    crop.setAttribute("viewBox", `${x + width / 2 - wide / 2} ${y + height / 2 - high / 2} ${wide} ${high}`);
    const [image, box] = crop.children;
    for (const name of ["width", "height"]) image.setAttribute(name, picture.getAttribute(name));
    image.setAttribute("href", picture.dataset.href || picture.getAttribute("href"));
    for (const name of ["x", "y", "width", "height"]) box.setAttribute(name, cell.getAttribute(name));
  };
  const step = (by, list) => {
    if (!list.length) return take(null);
    const all = items();
    const at = all.indexOf(now);
    const after = by > 0 ? list.find((each) => all.indexOf(each) > at) : list.findLast((each) => all.indexOf(each) < at);
    return take(after || (by > 0 ? list[0] : list.at(-1)));
  };
  const show = (item, shown) => {
    Object.assign(item.dataset, { nilai: shown.nilai, satuan: shown.satuan, tahun: shown.tahun, ragu: shown.ragu ? "1" : "" });
    const value = item.querySelector("bdi");
    value.textContent = shown.nilai;
    let unit = item.querySelector(".satuan");
    if (!unit) {
      unit = document.createElement("span");
      unit.className = "satuan";
      value.after(" ", unit);
    }
    unit.textContent = shown.satuan;
    item.classList.remove("diperiksa", "dikoreksi", "ragu");
    if (shown.putus) item.classList.add(shown.putus);
    if (shown.ragu) item.classList.add("ragu");
    item.classList.toggle("selesai", Boolean(shown.putus));
    let sign = item.querySelector(".tanda");
    if (!sign) {
      sign = document.createElement("span");
      sign.className = "tanda";
      unit.after(" ", sign);
    }
    sign.textContent = shown.putus ? " ✓" : shown.ragu ? " ▲" : "";
    const cell = window.iku.cells.get(item.id);
    if (cell) cell.classList.toggle("ragu", shown.ragu);
    count();
  };
  const settle = (item, asked) => {
    if (!item) return null;
    const next = open().filter((each) => each !== item);
    return decide("putus/nilai", { kunci: item.dataset.kunci, ...asked }, (said) => {
      done.push({ item, hal: said.hal, kunci: said.kunci, tampil: item.dataset.kunci });
      show(item, said.tampil);
      tell(said.pesan);
      step(1, next);
    });
  };

  // -- what keys and buttons do --------------------------------------------------------------------------------------
  const close = () => {
    if (form && !form.hidden) {
      form.hidden = true;
      id("p-tombol").hidden = false;
      if (now) now.focus({ preventScroll: true });
    }
  };
  const edit = (what) => {
    form.hidden = false;
    id("p-tombol").hidden = true;
    form.dataset.apa = what;
    form.querySelectorAll(".i-nilai").forEach((each) => { each.hidden = what !== "nilai"; });
    form.querySelectorAll(".i-teks").forEach((each) => { each.hidden = what !== "teks"; });
    for (const name of ["nilai", "satuan", "tahun", "indikator"]) form.elements[name].value = now.dataset[name] || "";
    form.elements.alasan.value = "";
    id("p-terbaca").textContent = "";
    const first = form.elements[what === "teks" ? "indikator" : "nilai"];
    first.focus();
    first.select();
  };
  const row = () => now.closest("[data-rekaman]");
  const about = () => ({ dokumen: document.querySelector("[data-dokumen]").dataset.dokumen, rekaman: row().dataset.rekaman });
  const actions = {
    benar: () => settle(now, { keputusan: "benar" }),
    ubah: () => edit("nilai"),
    teks: () => row() && edit("teks"),
    lewati: () => step(1, open().length ? open() : items()),
    tutup: close,
    buang: () => row() && decide("putus/baris", { ...about(), keputusan: "buang" }, (said) => {
      const parts = [...row().querySelectorAll("[data-kunci][data-nilai]")];
      row().classList.add("selesai");
      const asked = parts.filter((each) => each.dataset.ragu);
      asked.forEach((each) => { each.dataset.ragu = ""; });
      done.push({ row: row(), asked, hal: said.hal, kunci: said.kunci });
      count();
      tell(said.pesan);
      step(1, open());
    }),
    urung: async () => {
      const last = done.at(-1);
      if (!last) return;
      await decide("batal", { hal: last.hal, kunci: last.kunci, tampil: last.tampil }, (said) => {
        done.pop();
        if (last.item && said.tampil) {
          show(last.item, said.tampil);
          take(last.item);
        }
        if (last.row) {
          // A dropped row asks again what it asked before.
          last.row.classList.remove("selesai");
          (last.asked || []).forEach((each) => { each.dataset.ragu = "1"; });
          take(last.row.querySelector("[data-kunci][data-nilai]"));
          count();
        }
        tell(`↶ ${said.pesan}`);
      });
    },
  };
  if (panel) {
    document.addEventListener("click", (event) => {
      const button = event.target.closest("[data-lakukan]");
      if (button) return actions[button.dataset.lakukan]();
      const item = event.target.closest("[data-kunci][data-nilai]");
      if (item && !event.target.closest("a, button, summary")) take(item, false);
      return undefined;
    });
    document.addEventListener("focusin", (event) => {
      if (event.target.matches("[data-kunci][data-nilai]") && event.target !== now) take(event.target, false);
    });
    document.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.altKey || event.metaKey) return;
      if (event.key === "Escape") return close();
      if (event.target.closest("input, select, textarea, button, a, summary")) return;
      const key = { Enter: "benar", e: "ubah", l: "lewati", u: "urung", t: "teks", x: "buang" }[event.key];
      const arrow = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
      if (key && (now || key === "urung" || key === "lewati") && (key !== "buang" && key !== "teks" || document.querySelector(`[data-lakukan=${key}]`))) {
        event.preventDefault();
        actions[key]();
      } else if (arrow && now) {
        event.preventDefault();
        step(arrow, items());
      }
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const said = Object.fromEntries(new FormData(form));
      if (form.dataset.apa === "nilai") return settle(now, { keputusan: "koreksi", ...said });
      return decide("putus/baris", { ...about(), keputusan: "teks", indikator: said.indikator, alasan: said.alasan }, (answer) => {
        done.push({ row: row(), hal: answer.hal, kunci: answer.kunci });
        tell(answer.pesan);
        close();
      });
    });
    let waiting = 0;
    form.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(async () => {
        const said = await send("baca", { nilai: form.elements.nilai.value, satuan: form.elements.satuan.value }).catch(() => null);
        if (said) id("p-terbaca").textContent = `= ${said.terbaca} (${said.jenis})`;
      }, 120);
    });
    count();
    if (open().length && !location.hash) take(open()[0]);
  }

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
    decide("batal", { hal: each.dataset.batal, kunci: each.dataset.kunci }, reload)));
  document.querySelectorAll("form.bentuk").forEach((card) => {
    const where = card.querySelector(".kabar");
    const asked = () => ({
      tanda: card.dataset.tanda,
      bukti: card.dataset.bukti,
      kolom: [...card.querySelectorAll("select")].filter((each) => each.value)
        .map((each) => ({ ke: Number(each.name.slice(1)), kepala: each.dataset.kepala, arti: each.value })),
    });
    const signed = (number) => (number > 0 ? `+${number}` : String(number));
    card.querySelector("[data-coba]").addEventListener("click", () => decide("putus/bentuk", { ...asked(), coba: true }, (said) =>
      tell(meta("pengaruh").replace("{masuk}", signed(said.masuk)).replace("{tunggu}", signed(said.tunggu)), false, where), where));
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
