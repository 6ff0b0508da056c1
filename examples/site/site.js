"use strict";
// Search without diacritics, filters and sorting for every table[data-table]; the page is complete without it.
(function () {
  const order = new Intl.Collator("vi", { numeric: true });

  function fold(text) {
    return text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/đ/g, "d");
  }

  function text(cell) {
    return cell.textContent.replace(/\s+/g, " ").trim();
  }

  function value(cell) {
    const time = cell.querySelector("time");
    return time ? time.getAttribute("datetime") : text(cell).replace(/(\d)\.(?=\d{3})/g, "$1");
  }

  function labelled(name, field) {
    const label = document.createElement("label");
    label.append(name, field);
    return label;
  }

  function chooser(name, rows, column) {
    const select = document.createElement("select");
    const words = rows.map((row) => choice(row.cells[column]));
    select.append(new Option("Tất cả", ""));
    [...new Set(words)].sort(order.compare).forEach((word) => select.append(new Option(word || "(trống)", word)));
    select.dataset.column = column;
    return labelled(name, select);
  }

  function choice(cell) {
    const status = cell.querySelector(".status");
    return text(status || cell);
  }

  function enhance(table) {
    const rows = [...table.tBodies[0].rows];
    const heads = [...table.tHead.rows[0].cells];
    const folded = rows.map((row) => fold(text(row)));
    const controls = document.createElement("div");
    const search = document.createElement("input");
    const told = document.createElement("output");
    controls.className = "filters";
    search.type = "search";
    told.setAttribute("role", "status");
    controls.append(labelled("Lọc theo chữ", search));
    heads.forEach((head, column) => {
      if (head.hasAttribute("data-choose")) {
        controls.append(chooser(text(head), rows, column));
      }
    });
    controls.append(told);
    const selects = [...controls.querySelectorAll("select")];

    function apply() {
      const words = fold(search.value).split(/\s+/).filter(Boolean);
      let shown = 0;
      rows.forEach((row, n) => {
        const fits = words.every((word) => folded[n].includes(word)) && selects.every((select) =>
          select.selectedIndex === 0 || choice(row.cells[select.dataset.column]) === select.value);
        row.hidden = !fits;
        shown += fits ? 1 : 0;
      });
      told.textContent = "Hiện " + shown + " trong " + rows.length + " dòng";
    }

    function sort(column, button) {
      const head = heads[column];
      const down = head.getAttribute("aria-sort") === "ascending";
      heads.forEach((other) => other.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      const sign = down ? -1 : 1;
      const keyed = rows.map((row) => [value(row.cells[column]), row]);
      keyed.sort((a, b) => sign * order.compare(a[0], b[0]));
      table.tBodies[0].append(...keyed.map((pair) => pair[1]));
      button.focus();
    }

    heads.forEach((head, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      button.addEventListener("click", () => sort(column, button));
      head.append(button);
    });
    controls.addEventListener("input", apply);
    const place = table.closest(".scroll") || table;
    place.before(controls);
    apply();
    return { search: search, apply: apply };
  }

  const tables = [...document.querySelectorAll("table[data-table]")].map(enhance);
  const asked = new URLSearchParams(location.search).get("q");
  const field = document.getElementById("q");
  if (asked && tables.length) {
    tables[0].search.value = asked;
    if (field) {
      field.value = asked;
    }
    tables[0].apply();
  }
})();
