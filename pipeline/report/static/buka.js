// Deciding about values: by keys or buttons about the one in hand, or about a group at once.
"use strict";
(() => {
  const { decide, id, meta, send, tell } = window.ikuKirim;
  const panel = id("putusan");
  const form = id("p-isian");
  const done = [];
  let now = null;

  // -- the value in hand ---------------------------------------------------------------------------------------------
  const items = () => [...document.querySelectorAll("[data-kunci][data-nilai]")];
  // What the last decision was stands on the button that takes it back.
  const remember = (entry, said) => {
    done.push({ ...entry, pesan: said });
    last();
  };
  const last = () => {
    if (id("p-urung")) id("p-urung").textContent = done.length ? `: ${done.at(-1).pesan.slice(0, 60)}` : "";
  };
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
      remember({ item, hal: said.hal, kunci: said.kunci, tampil: item.dataset.kunci }, said.pesan);
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
    arti: () => {
      if (now && now.dataset.arti) location.href = now.dataset.arti;
    },
    tutup: close,
    buang: () => row() && decide("putus/baris", { ...about(), keputusan: "buang" }, (said) => {
      const parts = [...row().querySelectorAll("[data-kunci][data-nilai]")];
      row().classList.add("selesai");
      const asked = parts.filter((each) => each.dataset.ragu);
      asked.forEach((each) => { each.dataset.ragu = ""; });
      remember({ row: row(), asked, hal: said.hal, kunci: said.kunci }, said.pesan);
      count();
      tell(said.pesan);
      step(1, open());
    }),
    urung: async () => {
      const was = done.at(-1);
      if (!was) return;
      await decide("batal", { hal: was.hal, kunci: was.kunci, tampil: was.tampil, sekaligus: Boolean(was.group) }, (said) => {
        done.pop();
        last();
        if (was.item && said.tampil) {
          show(was.item, said.tampil);
          take(was.item);
        }
        if (was.row) {
          // A dropped row asks again what it asked before.
          was.row.classList.remove("selesai");
          (was.asked || []).forEach((each) => { each.dataset.ragu = "1"; });
          take(was.row.querySelector("[data-kunci][data-nilai]"));
          count();
        }
        if (was.group) {
          was.group.forEach(([item, before]) => show(item, { ...before, putus: "", ragu: true }));
          was.button.disabled = false;
          take(was.group[0][0]);
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
      const key = { Enter: "benar", e: "ubah", k: "arti", l: "lewati", u: "urung", t: "teks", x: "buang" }[event.key];
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
        remember({ row: row(), hal: answer.hal, kunci: answer.kunci }, answer.pesan);
        tell(answer.pesan);
        close();
      });
    });
    // All values of a group at once: the page is looked at, not every cell.
    document.querySelectorAll("[data-semua]").forEach((button) => button.addEventListener("click", () => {
      const key = button.dataset.semua;
      const group = items().filter((each) => each.dataset.ragu && each.closest(`[data-kelompok="${key}"]`))
        .map((each) => [each, { nilai: each.dataset.nilai, satuan: each.dataset.satuan, tahun: each.dataset.tahun }]);
      decide("putus/kelompok", { kelompok: key }, (said) => {
        document.querySelectorAll(`[data-semua="${key}"]`).forEach((each) => {
          each.disabled = true;
          // Until the browser next draws, a button keeps the keys, and the next one is a person's "u".
          each.blur();
        });
        group.forEach(([item, before]) => show(item, { ...before, putus: "diperiksa", ragu: false }));
        remember({ group, button, hal: said.hal, kunci: said.kunci }, said.pesan);
        step(1, open());
        tell(said.pesan);
      });
    }));
    let waiting = 0;
    form.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(async () => {
        const said = await send("baca", { nilai: form.elements.nilai.value, satuan: form.elements.satuan.value }).catch(() => null);
        if (said) id("p-terbaca").textContent = `= ${said.terbaca} (${said.jenis})`;
      }, 120);
    });
    count();
    // Where questions stand above that settle more, nothing is in hand yet: no key answers what is not in view.
    if (open().length && !location.hash && !document.querySelector(".tanya")) take(open()[0]);
  }
})();
