// A click on a heading sorts the rows of its table; totals stay where they are.
for (const button of document.querySelectorAll("th [role=button]")) {
  const sort = () => {
    const heading = button.parentElement;
    const body = heading.closest("table").tBodies[0];
    const column = heading.cellIndex;
    const down = heading.getAttribute("aria-sort") === "ascending";
    for (const other of heading.parentElement.cells) other.removeAttribute("aria-sort");
    heading.setAttribute("aria-sort", down ? "descending" : "ascending");
    const key = (row) => row.cells[column].dataset.sort ?? "";
    const numeric = heading.dataset.numeric === "yes";
    const order = new Intl.Collator(document.documentElement.lang, { numeric: true });
    const compare = (a, b) => {
      if (key(a) === "" || key(b) === "") return (key(a) === "") - (key(b) === ""); // what is empty stays last
      const found = numeric ? Number(key(a)) - Number(key(b)) : order.compare(key(a), key(b));
      return down ? -found : found;
    };
    body.append(...[...body.rows].sort(compare));
  };
  button.addEventListener("click", sort);
  button.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    sort();
  });
}
