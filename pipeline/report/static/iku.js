// What the pages do by themselves: filters with counts, rows and cells that light each other up, pictures fetched when they come into view.
"use strict";
(() => {
  const id = (name) => document.getElementById(name);
  const locale = document.documentElement.lang === "en" ? "en-US" : "id-ID";

  // -- pictures ------------------------------------------------------------------------------------------------------
  const fetchPicture = (image) => {
    if (image.dataset.href) {
      image.setAttribute("href", image.dataset.href);
      delete image.dataset.href;
    }
  };
  const inView = new IntersectionObserver((seen) => {
    for (const each of seen) {
      if (each.isIntersecting) {
        each.target.querySelectorAll("image").forEach(fetchPicture);
        inView.unobserve(each.target);
      }
    }
  }, { rootMargin: "600px" });
  const watchPictures = (root) => root.querySelectorAll("svg.kertas, svg.potongan").forEach((each) => inView.observe(each));
  watchPictures(document);
  addEventListener("beforeprint", () => document.querySelectorAll("image[data-href]").forEach(fetchPicture));

  // -- filters -------------------------------------------------------------------------------------------------------
  const form = id("saring");
  const table = id("dokumen");
  const rows = form && table ? [...table.tBodies[0].rows] : [];
  const selects = form ? [...form.querySelectorAll("select")] : [];
  // More rows than a person reads at once take a browser long to lay out: the rest is a click away.
  let most = 200;
  const facts = rows.map((row) => ({
    row,
    text: row.textContent.toLowerCase(),
    n: (row.dataset.n || "").split(" ").map(Number),
    has: Object.fromEntries(selects.map((each) => {
      const said = row.dataset[each.name] || "";
      return [each.name, each.dataset.banyak ? said.split("|").filter(Boolean) : [said]];
    })),
  }));
  const fits = (fact, wanted, words, but) =>
    words.every((word) => fact.text.includes(word))
    && Object.entries(wanted).every(([name, value]) => name === but || fact.has[name].includes(value === "\u2013" ? "" : value));
  const filter = () => {
    const wanted = Object.fromEntries(selects.filter((each) => each.value).map((each) => [each.name, each.value]));
    const words = form.elements.cari.value.toLowerCase().split(/\s+/).filter(Boolean);
    const shown = facts.filter((fact) => fits(fact, wanted, words));
    const kept = new Set(shown.slice(0, most));
    for (const fact of facts) fact.row.hidden = !kept.has(fact);
    const more = id("lebih");
    more.hidden = shown.length <= most;
    more.querySelector("b").textContent = shown.length.toLocaleString(locale);
    for (const select of selects) {
      const counts = new Map();
      for (const fact of facts) {
        if (fits(fact, wanted, words, select.name)) {
          for (const value of fact.has[select.name]) counts.set(value || "\u2013", (counts.get(value || "\u2013") || 0) + 1);
        }
      }
      const chosen = select.value;
      const values = [...new Set([...counts.keys(), ...(chosen ? [chosen] : [])])].sort((a, b) => a.localeCompare(b, locale));
      select.replaceChildren(select.options[0], ...values.map((value) => {
        const option = new Option(`${value} (${counts.get(value) || 0})`, value);
        option.selected = value === chosen;
        return option;
      }));
    }
    const sums = [shown.length, ...[0, 1, 2, 3].map((place) => shown.reduce((sum, fact) => sum + (fact.n[place] || 0), 0))];
    ["dokumen", "baris", "nilai", "ragu", "tunggu"].forEach((name, place) => {
      const cell = document.querySelector(`[data-jumlah=${name}]`);
      if (cell) cell.textContent = sums[place].toLocaleString(locale);
    });
    const address = new URLSearchParams(Object.entries({ ...wanted, cari: form.elements.cari.value }).filter(([, value]) => value));
    history.replaceState(null, "", address.size ? `#${address}` : location.pathname + location.search);
  };
  if (form && table) {
    // A view can be mailed: its filters stand in the address.
    const asked = new URLSearchParams(location.hash.slice(1));
    form.elements.cari.value = asked.get("cari") || "";
    for (const select of selects) if (asked.get(select.name)) select.add(new Option(asked.get(select.name), asked.get(select.name), false, true));
    const whole = () => {
      most = Infinity;
      filter();
    };
    id("lebih").addEventListener("click", whole);
    addEventListener("beforeprint", whole);
    form.addEventListener("input", filter);
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", () => setTimeout(filter));
    filter();
  }

  // -- rows and cells ------------------------------------------------------------------------------------------------
  const cells = new Map();
  document.querySelectorAll(".sel[data-ke]").forEach((cell) => cell.dataset.ke.split(" ").forEach((key) => cells.set(key, cell)));
  let lit = [];
  const light = (parts) => {
    for (const each of lit) each.classList.remove("nyala");
    lit = parts.filter(Boolean);
    for (const each of lit) each.classList.add("nyala");
  };
  const keysIn = (row) => [row.id, ...[...row.querySelectorAll("[id]")].map((each) => each.id)];
  const bring = (cell) => {
    const frame = cell && cell.closest(".bingkai");
    if (!frame) return;
    const box = cell.getBoundingClientRect();
    const outer = frame.getBoundingClientRect();
    if (box.top < outer.top || box.bottom > outer.bottom) frame.scrollTop += box.top - outer.top - outer.height / 2;
    if (box.left < outer.left || box.right > outer.right) frame.scrollLeft += box.left - outer.left - outer.width / 2;
  };
  const point = (event) => {
    const target = event.target.closest(".nilai, .nilai-nilai tbody tr, ul.tunggu li, .sel[data-ke]");
    if (!target) return;
    if (target.classList.contains("sel")) {
      const owners = target.dataset.ke.split(" ").map(id).filter(Boolean);
      light([target, ...owners, ...owners.map((each) => each.closest("tr"))]);
      if (event.type === "click" && owners[0]) {
        owners[0].scrollIntoView({ block: "center" });
        owners[0].focus({ preventScroll: true });
      }
      return;
    }
    const keys = target.classList.contains("nilai") ? [target.id] : keysIn(target);
    light([target, target.closest("tr"), ...keys.map((key) => cells.get(key))]);
    if (event.type === "focusin") bring(cells.get(keys.find((key) => cells.has(key))));
  };
  for (const kind of ["mouseover", "focusin", "click"]) document.addEventListener(kind, point);
  const named = () => {
    const target = /^#(t\d+b\d+(-\d+)?|k\d+)$/.test(location.hash) && id(location.hash.slice(1));
    if (target) {
      light([target, ...keysIn(target).map((key) => cells.get(key))]);
      target.scrollIntoView({ block: "center" });
    }
  };
  addEventListener("hashchange", named);
  named();

  // -- regions side by side: which are shown stands in the address, as a link that can be mailed ----------------------
  const boxes = [...document.querySelectorAll("input[name=kab]")];
  if (boxes.length) {
    const asked = (new URLSearchParams(location.search).get("kab") || "").split(",").filter(Boolean);
    const names = new Map(boxes.map((box) => [box.value, box.closest("label").textContent.trim()]));
    const choose = (kept) => {
      const all = !kept.length;
      const shown = new Set(kept.map((code) => names.get(code)));
      document.querySelectorAll("tr[data-kab]").forEach((row) => { row.hidden = !all && !kept.includes(row.dataset.kab); });
      document.querySelectorAll("[data-daerah]").forEach((part) => {
        part.toggleAttribute("hidden", !all && !shown.has(part.dataset.daerah));
      });
      id("pilihan-wilayah").textContent = all ? boxes.length : `${kept.length} / ${boxes.length}`;
    };
    boxes.forEach((box) => { box.checked = asked.includes(box.value); });
    if (asked.length) boxes[0].closest("details").open = true;
    choose(asked);
    const changed = () => {
      const kept = boxes.filter((box) => box.checked).map((box) => box.value);
      choose(kept);
      history.replaceState(null, "", location.pathname + (kept.length ? `?kab=${kept.join(",")}` : "") + location.hash);
    };
    boxes.forEach((box) => box.addEventListener("change", changed));
    id("semua-wilayah").addEventListener("click", () => {
      boxes.forEach((box) => { box.checked = false; });
      changed();
    });
  }

  // -- zoom ----------------------------------------------------------------------------------------------------------
  document.addEventListener("click", (event) => {
    const button = event.target.closest(".perbesar");
    if (!button) return;
    const large = button.closest(".lembar").querySelector(".kertas").classList.toggle("besar");
    button.setAttribute("aria-pressed", String(large));
    bring(button.closest(".lembar").querySelector(".sel.kini, .sel.nyala"));
  });

  window.iku = { bring, cells };
})();
