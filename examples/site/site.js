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

  // What a cell is sorted by: a day as year-month-day, a number such as 1.234,5% as a number, else its text;
  // null for nothing, which comes last whatever the direction.
  function value(cell) {
    const words = text(cell);
    const day = words.match(/^(\d\d)\/(\d\d)\/(\d{4})/);
    const number = words.match(/^-?(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+)?(?=[%\s]|$)/);
    if (/^[–—]?$/.test(words)) {
      return null;
    }
    if (day) {
      return day[3] + "-" + day[2] + "-" + day[1];
    }
    return number ? Number(number[0].replace(/\./g, "").replace(",", ".")) : words;
  }

  function compare(a, b, sign) {
    if (a === null || b === null) {
      return (a === null) - (b === null);
    }
    if (typeof a === "number" && typeof b === "number") {
      return sign * (a - b);
    }
    return sign * (typeof a === typeof b ? order.compare(a, b) : typeof a === "number" ? -1 : 1);
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
    return text(cell.firstChild || cell);
  }

  function enhance(table) {
    const groups = [...table.tBodies].map((body) => ({
      body: body, head: body.querySelector(".group"), rows: [...body.querySelectorAll("tr:not(.group)")]
    }));
    const rows = groups.flatMap((group) => group.rows);
    const heads = [...table.tHead.rows[0].cells];
    const folded = groups.flatMap((group) => group.rows.map((row) =>
      fold((group.head ? text(group.head.cells[0]) + " " : "") + text(row))));
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
      groups.forEach((group) => {
        group.body.hidden = group.rows.length > 0 && group.rows.every((row) => row.hidden);
      });
      told.textContent = "Hiện " + shown + " trong " + rows.length + " dòng";
    }

    function sort(column, button) {
      const head = heads[column];
      const down = head.getAttribute("aria-sort") === "ascending";
      heads.forEach((other) => other.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      const sign = down ? -1 : 1;
      groups.forEach((group) => {
        const keyed = group.rows.map((row) => [value(row.cells[column]), row]);
        keyed.sort((a, b) => compare(a[0], b[0], sign));
        group.body.append(...keyed.map((pair) => pair[1]));
      });
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
