// The editor of a part, improved: the text is filled in and checked beside it as one types. Nothing is saved by that.
const PAUSE = 800;

export default function improve(form) {
  const outcome = document.querySelector("[data-outcome]");
  let waiting = null;
  let asked = 0;
  let dirty = false;

  form.addEventListener("input", () => {
    dirty = true;
    clearTimeout(waiting);
    waiting = setTimeout(check, PAUSE);
  });
  form.addEventListener("submit", () => { dirty = false; });
  window.addEventListener("beforeunload", (event) => { if (dirty) event.preventDefault(); });
  form.querySelectorAll("[value='check']").forEach((each) => { each.hidden = true; });

  // Answers may overtake each other: only that to the last question is shown.
  async function check() {
    asked += 1;
    const mine = asked;
    try {
      const answer = await fetch(form.dataset.check, {
        method: "POST", body: new FormData(form), redirect: "manual", headers: { Accept: "application/json" },
      });
      if (answer.ok && mine === asked) outcome.innerHTML = (await answer.json()).outcome;
    } catch {
      // Without a connection the last answer stays; saving says what is wrong.
    }
  }
}
