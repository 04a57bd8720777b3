(() => {
  const wrong = [];
  const all = (selector) => [...document.querySelectorAll(selector)];
  const shown = (e) => e.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  const name = (e) => e.ariaLabel || (e.getAttribute("aria-labelledby") && document.getElementById(e.getAttribute("aria-labelledby"))?.textContent) || "";

  const width = document.documentElement.scrollWidth;
  if (width > innerWidth) {
    const range = document.createRange();
    const right = (n) => (range.selectNode(n), range.getBoundingClientRect().right);
    const held = (e) => e && (getComputedStyle(e).overflowX !== "visible" && getComputedStyle(e).position !== "static" || held(e.parentElement));
    const wide = all("body *").flatMap((e) => [e, ...e.childNodes]).filter((n) => right(n) > innerWidth + 1 && !held(n.parentElement));
    wrong.push(`scrolls sideways: ${width} of ${innerWidth} pixels, ${wide.slice(-2).map((n) => (n.outerHTML || n.textContent).trim().slice(0, 120)).join(" … ")}`);
  }
  if (all("h1").length !== 1) wrong.push(`${all("h1").length} headings of the first level`);
  for (const e of all("article, form, nav, aside, section")) if (!name(e).trim()) wrong.push(`no name: ${e.tagName.toLowerCase()} ${e.outerHTML.slice(0, 60)}`);
  for (const e of all("input:not([type=hidden]), textarea, select")) {
    if (!name(e) && !(e.labels?.length) && !e.closest(".prose")) wrong.push(`no label: ${e.outerHTML.slice(0, 60)}`);
  }
  const ids = all("[id]").map((e) => e.id);
  for (const id of new Set(ids.filter((id, i) => ids.indexOf(id) !== i))) wrong.push(`id ${id} is there twice`);

  // Contrast, as WCAG computes it, over the first ground that is not clear.
  const parse = (css) => css.match(/[\d.]+/g).map(Number);
  const over = ([r, g, b, a = 1], ground) => [r, g, b].map((v, i) => v * a + ground[i] * (1 - a));
  const ground = (e) => {
    if (!e) return [255, 255, 255];
    const colour = parse(getComputedStyle(e).backgroundColor);
    return (colour[3] ?? 1) === 1 ? colour : over(colour, ground(e.parentElement));
  };
  const light = (colour) => colour.slice(0, 3).map((v) => v / 255).map((v) => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const contrast = (e, css) => {
    const below = ground(e), a = light(over(parse(css), below)), b = light(below);
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  };
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let t = texts.nextNode(); t; t = texts.nextNode()) {
    const e = t.parentElement, text = t.textContent.trim();
    if (!text || !shown(e) || e.closest(".hidden, .skip, script, style, option")) continue;
    const ratio = contrast(e, getComputedStyle(e).color);
    if (ratio < 4.5) wrong.push(`contrast ${ratio.toFixed(2)}: “${text.slice(0, 40)}” in ${e.tagName.toLowerCase()}.${e.className}`);
  }
  for (const e of all("input[placeholder], textarea[placeholder]")) {
    const style = getComputedStyle(e, "::placeholder"), ratio = contrast(e, style.color);
    if (ratio < 4.5 || style.opacity !== "1") wrong.push(`contrast ${ratio.toFixed(2)} of the placeholder “${e.placeholder}”`);
  }
  return wrong;
})()
