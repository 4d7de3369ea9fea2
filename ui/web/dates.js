// The dates of the filters: what is no date is told in one line beside them, and limits nothing.
window.copDates = (() => {
  const PLACES = [4, 5]; // where the dates stand among the filters
  const FORM = /^(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?$/; // as ui/options.py reads them
  const LONGEST = 20; // characters of what is no date that are repeated
  const BEGUN = /^\d{0,3}$|^\d{4}-\d?$|^\d{4}-\d{1,2}-\d?$/;

  function isDate(text) {
    const [, year, month = 1, day = 1] = (FORM.exec(text) ?? []).map(Number).map((n) => (isNaN(n) ? undefined : n));
    const date = new Date(Date.UTC(2000, 0));
    if (year) date.setUTCFullYear(year, month - 1, day);
    return Boolean(year) && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  }
  const written = (value, n) => (PLACES.includes(n) ? (value ?? "").trim() : "");
  // The filters without what is no date.
  const real = (values) => values.map((value, n) => (written(value, n) && !isDate(written(value, n)) ? "" : value));
  // What is wrong, in HTML; `left`: whether the field is left, so that what was begun is complete.
  function told(values, left) {
    const fields = [...document.querySelectorAll("#cop-filters .cop-date :is(input, textarea)")];
    const wrong = values.map(written).map((text) => text && !isDate(text) && (left || !BEGUN.test(text)) && text);
    PLACES.forEach((place, n) => fields[n]?.setAttribute("aria-invalid", String(Boolean(wrong[place]))));
    const line = document.createElement("p");
    line.role = "status";
    const text = wrong.find(Boolean);
    if (!text) return "";
    const short = text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
    line.textContent = copWords.word("“{text}” is no date. Write 2025 or 2025-09-16.", { text: short });
    return line.outerHTML;
  }

  return { real, told };
})();
