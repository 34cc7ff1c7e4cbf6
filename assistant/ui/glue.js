// What Streamlit leaves to the page: links of the app open in place, answers are announced once to screen readers,
// focus stands where the eye is after a rerun, and text is copied. Everything shown comes from Python, escaped.

// One state and one listener for the life of the window: a click between two runs of the page is not lost.
const seen = (window.assistantGlue ??= { announced: null, focused: null, opener: null, openerTop: null, place: null, open: null });

// Streamlit names its own buttons in English only. Only what was replaced is put back when the language changes.
function translate(said) {
  seen.said = said;
  for (const element of document.querySelectorAll("[aria-label]")) {
    const name = element.getAttribute("aria-label");
    const [whole, start] = [said[name], Object.keys(said).find((key) => name.startsWith(`${key} `))];
    if (whole && whole !== name && element.dataset.open === undefined) element.setAttribute("aria-label", whole);
    else if (start && element.matches("button")) element.setAttribute("aria-label", said[start] + name.slice(start.length));
  }
  for (const element of document.querySelectorAll("[data-testid=stSkipToContent], [data-testid=stTooltipContent] *")) {
    const text = element.firstChild;
    if (element.childNodes.length === 1 && text.nodeType === 3 && said[text.nodeValue]) text.nodeValue = said[text.nodeValue];
  }
}

function keepTranslating() {
  if (seen.observer) return;
  let waiting = false;
  const again = () => {
    waiting = false;
    translate(seen.said);
  };
  seen.observer = new MutationObserver(() => {
    if (!waiting) waiting = Boolean(requestAnimationFrame(again));
  });
  seen.observer.observe(document.body, { childList: true, subtree: true });
}

function announce(region, message) {
  if (!message || message.id === seen.announced) return;
  const first = seen.announced === null && message.quiet;
  seen.announced = message.id;
  if (!first) region.textContent = message.text;
}

// On a phone the list of places covers the page, so it closes once a place is chosen.
function closeSidebar() {
  const place = window.location.pathname;
  if (seen.place !== null && seen.place !== place && window.innerWidth < 768) {
    document.querySelector("[data-testid=stSidebarCollapseButton] button")?.click();
  }
  seen.place = place;
}

function moveFocus(wanted) {
  if (!wanted || wanted === seen.focused) return;
  const arriving = seen.focused === null;
  seen.focused = wanted;
  const [name] = wanted.split("@");
  whenDrawn(() => (name === "opener" ? opener() : document.querySelector(`[data-focus="${name}"]`)), (target) => {
    target.focus({ preventScroll: true });
    const mark = target.querySelector("mark");
    const phone = window.innerWidth < 900;
    if (mark && !phone) {
      // Whoever follows a link to a page is shown the answer that cites it too.
      if (arriving) document.querySelector("article a[aria-current]")?.closest("article").scrollIntoView({ block: "center" });
      else stayUnderTheEye();
      return scrollInside(target, mark);
    }
    if (name === "opener" && !phone && stayUnderTheEye()) return;
    (phone && mark ? mark : target).scrollIntoView({ block: phone && mark ? "center" : "start" });
    // On a phone the picture of a page is wider than the window: its lines are shown from their beginning.
    const frame = mark?.closest(".picture-frame");
    if (frame) frame.scrollLeft = leftEdge(frame, mark) - 24;
  });
}

// Of a quote that begins within a line, the beginnings of all its lines, where its own is still seen beside them.
function leftEdge(frame, first) {
  const left = Math.min(...[...frame.querySelectorAll("mark")].map((line) => line.offsetLeft));
  return first.offsetLeft - left + 72 < frame.clientWidth ? left : first.offsetLeft;
}

// A page that opens makes the conversation narrower, so all of it moves: the link that was followed stays where it was.
// Streamlit lays the page out in several steps, so it is held for a moment; whoever scrolls is let go.
function stayUnderTheEye() {
  if (!opener()?.closest(".stMain") || seen.openerTop === null) return false;
  const [top, end] = [seen.openerTop, performance.now() + 700];
  const held = new AbortController();
  for (const moved of ["wheel", "touchmove", "keydown", "pointerdown"]) {
    document.addEventListener(moved, () => held.abort(), { signal: held.signal, passive: true });
  }
  const hold = () => {
    const link = opener();
    if (held.signal.aborted) return;
    if (link) link.closest(".stMain").scrollTop += link.getBoundingClientRect().top - top;
    if (performance.now() < end) requestAnimationFrame(hold);
    else held.abort();
  };
  hold();
  return true;
}

// The list beside the page stays where it is; only the page scrolls to its mark.
function scrollInside(box, mark) {
  const top = mark.getBoundingClientRect().top - box.getBoundingClientRect().top;
  if (top < box.clientHeight / 3 || top > box.clientHeight - 48) box.scrollTop += top - box.clientHeight / 2;
}

function opener() {
  return seen.opener && document.querySelector(`[data-open="${seen.opener}"]`);
}

function whenDrawn(find, act, tries = 40) {
  const target = find();
  const picture = target && target.querySelector("img");
  if (target && (!picture || picture.complete)) return act(target);
  if (tries > 0) setTimeout(() => whenDrawn(find, act, tries - 1), 50);
}

async function copy(button) {
  const label = button.textContent;
  try {
    await navigator.clipboard.writeText(button.dataset.copy);
  } catch {
    const area = document.createElement("textarea");
    area.value = button.dataset.copy;
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }
  button.textContent = button.dataset.done;
  setTimeout(() => (button.textContent = label), 2000);
}

function onClick(event) {
  const button = event.target.closest?.("button[data-copy]");
  if (button) return copy(button);
  const link = event.target.closest?.("a[data-open]");
  const elsewhere = event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
  if (!link || elsewhere) return;
  event.preventDefault();
  if (!link.dataset.open.startsWith("viewer-")) seen.opener = link.dataset.open;
  seen.openerTop = opener()?.getBoundingClientRect().top ?? null;
  seen.open(link.getAttribute("href"));
}

// The name of the person stays in this browser, so that a new window knows it.
function rememberAuthor(author, tell) {
  if (author === null || author === undefined) return;
  try {
    const kept = localStorage.getItem("author");
    if (author) localStorage.setItem("author", author);
    else if (kept && seen.author === undefined) tell(kept);
    seen.author = author;
  } catch {
    // A browser that keeps nothing asks again.
  }
}

export default function ({ data, setTriggerValue, parentElement }) {
  document.documentElement.lang = data.language;
  let region = parentElement.querySelector("[role=status]");
  if (!region) {
    region = document.createElement("div");
    region.setAttribute("role", "status");
    region.className = "for-screen-readers";
    parentElement.append(region);
  }
  translate(data.said);
  keepTranslating();
  announce(region, data.announce);
  moveFocus(data.focus);
  closeSidebar();
  rememberAuthor(data.author, (name) => setTriggerValue("author", name));

  if (!seen.open) document.addEventListener("click", onClick);
  seen.open = (href) => setTriggerValue("open", href);
}
