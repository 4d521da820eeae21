// The few lines of script of the buyer's pages. Every page works without them; they only save the buyer a tap.
// Data comes in through data- attributes, never by building script text.

/** Submits the pay form by itself, once: a buyer who comes back by the Back button is not thrown out again. */
export const continueScript: string = `(() => {
const form = document.querySelector("form[data-continue]");
if (!form) return;
const [navigation] = performance.getEntriesByType("navigation");
if (navigation && navigation.type !== "navigate") return;
const key = "dedepay " + form.dataset.continue;
try { if (sessionStorage.getItem(key)) return; sessionStorage.setItem(key, "1"); } catch { return; }
document.querySelector("[data-going]").hidden = false;
const timer = setTimeout(() => form.submit(), 1200);
addEventListener("pagehide", () => clearTimeout(timer));
})();`;

/** Asks for the state and loads the page anew once it changed; slower with time, at once when the buyer looks again. */
export const updateScript: string = `(() => {
const box = document.querySelector("[data-state-url]");
if (!box) return;
const { stateUrl, mark, next } = box.dataset;
let wait = 1500, asked = 0, busy = false, timer;
const ask = async () => {
clearTimeout(timer);
if (busy) return;
busy = true;
try {
const answer = await fetch(stateUrl, { cache: "no-store" });
if (answer.ok && (await answer.json()).mark !== mark) { if (next) location.replace(next); else location.reload(); return; }
} catch { /* offline for a moment: the next round asks again */ }
busy = false;
asked += 1;
wait = Math.min(wait * 1.2, 10000);
if (asked < 400) timer = setTimeout(ask, wait);
};
timer = setTimeout(ask, wait);
document.addEventListener("visibilitychange", () => { if (!document.hidden) ask(); });
})();`;

/** Copies the link. The old command is the fallback: the clipboard API needs HTTPS and a permission. Where both fail, the hand does it. */
export const copyScript: string = `(() => {
const button = document.querySelector("[data-copy]"), field = document.querySelector("input.copy");
if (!button || !field) return;
button.hidden = false;
button.addEventListener("click", async () => {
field.focus(); field.select(); field.setSelectionRange(0, field.value.length);
let done = false;
try { await navigator.clipboard.writeText(field.value); done = true; } catch { try { done = document.execCommand("copy"); } catch { done = false; } }
document.querySelector("[data-copied]").hidden = !done;
document.querySelector("[data-not-copied]").hidden = done;
field.focus(); field.select();
});
})();`;
