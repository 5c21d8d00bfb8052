// The LaTeX stands in the element, so that the page can be read without this script.
const trust = c => c.command === "\\htmlClass" && (c.class === "was" || c.class === "now");
const macros = JSON.parse(document.getElementById("macros").textContent);
const settings = { trust, strict: false, throwOnError: false, maxExpand: 500, maxSize: 20 };
for (const box of document.querySelectorAll(".math, .i"))
  katex.render(box.textContent, box, { ...settings, displayMode: box.matches(".math"), macros: { ...macros } });

// Both sides stand one below the other where one is wider than half the card.
const wide = box => box.scrollWidth > box.clientWidth + 1;
const lay = pair => {
  pair.classList.remove("stack");
  if ([...pair.querySelectorAll(".math, .plain")].some(wide)) pair.classList.add("stack");
};
const pairs = [...document.querySelectorAll(".pair")];
const boxes = [...document.querySelectorAll(".math, .plain")];
const runs = box => {
  const on = wide(box);
  box.classList.toggle("runs", on);
  for (const [name, value] of [["tabindex", "0"], ["role", "group"], ["aria-label", "Formula, scrolls sideways"]])
    on ? box.setAttribute(name, value) : box.removeAttribute(name);
};
let width = 0;
const settle = () => { pairs.forEach(lay); boxes.forEach(runs); };
const page = new ResizeObserver(([seen]) => {
  if (seen.contentRect.width !== width) { width = seen.contentRect.width; settle(); }
});
document.fonts.ready.then(() => { page.observe(document.body); settle(); document.documentElement.dataset.set = "yes"; });
document.querySelectorAll("details").forEach(fold => fold.addEventListener("toggle", settle));
addEventListener("beforeprint", () => document.querySelectorAll("details").forEach(fold => { fold.open = true; }));
