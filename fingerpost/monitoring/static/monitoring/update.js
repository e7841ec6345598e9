// The form of an update, or one of several on a page, improved: it shows only the questions that the answers need, says what they give, and
// saves as one types. Every word is kept in this browser until the server is known to have it.
const PAUSE = 1200;
const AGAIN = 15000;
const CARRIED = new Set(["csrfmiddlewaretoken", "version", "page", "then", "action"]);

export default function improve(root) {
  const words = root.dataset;
  const form = root.closest("form");
  const saves = "autosave" in words;
  const line = root.querySelector("[data-saved]");
  const outcome = root.querySelector("[data-outcome]");
  const loaded = typed();
  let late = words.late === "yes";
  let clashed = words.clash === "yes";
  let dirty = false;
  let waiting = null;
  let running = null;

  root.querySelectorAll("[data-no-script]").forEach((each) => { each.hidden = true; });
  if (!saves) {
    root.addEventListener("change", fold);
    fold();
    return;
  }
  putBack();
  fold();

  root.addEventListener("input", changed);
  root.addEventListener("change", changed);
  form.addEventListener("submit", () => {
    clearTimeout(waiting);
    if (dirty) keep();
    dirty = false;
  });
  window.addEventListener("online", () => { if (dirty) save(); });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden" && dirty) save({ leaving: true });
  });

  function fields() {
    const all = [...root.querySelectorAll("input[name], select[name], textarea[name]")];
    return all.filter((each) => each.type !== "file" && each.name.startsWith(words.prefix) && !CARRIED.has(nameOf(each)));
  }

  function nameOf(field) {
    return field.name.slice(words.prefix.length);
  }

  function carried(name) {
    return root.querySelector(`[name="${words.prefix}${name}"]`);
  }

  // What is typed, by the names of the fields; files and what only carries the form are left out.
  function typed() {
    const found = {};
    for (const each of fields()) {
      const chosen = each.type !== "radio" || each.checked;
      if (chosen && each.value !== "") found[nameOf(each)] = each.value;
    }
    return found;
  }

  function changed(event) {
    if (event.target.type === "file") return;
    dirty = true;
    keep();
    fold();
    clearTimeout(waiting);
    waiting = setTimeout(save, event.type === "change" ? PAUSE / 4 : PAUSE);
  }

  function keep() {
    const kept = { fields: typed(), page: carried("page").value, version: carried("version").value };
    try {
      localStorage.setItem(words.key, JSON.stringify(kept));
    } catch {
      // A browser that keeps nothing for sites still has the words on the page.
    }
  }

  function forget() {
    try {
      localStorage.removeItem(words.key);
    } catch {
      // As above.
    }
  }

  // Words kept by an earlier page that may never have reached the server come back, and can be dropped again.
  // Where somebody has saved something else since they were typed, they are only offered.
  function putBack() {
    let kept = null;
    try {
      kept = JSON.parse(localStorage.getItem(words.key));
    } catch {
      return;
    }
    if (!kept || clashed) return;
    if (same(kept.fields, loaded)) {
      forget();
      return;
    }
    const drop = button(words.wordsDrop, () => {
      fill(loaded);
      forget();
      dirty = false;
      fold();
      say("");
    });
    const back = () => {
      fill(kept.fields);
      carried("page").value = kept.page; // what that page may still be saving is not in the way of this one
      dirty = true;
      fold();
      say(words.wordsPutBack, drop);
    };
    const overtaken = kept.page !== words.savedFrom && Number(carried("version").value) > Number(kept.version);
    if (overtaken) say(words.wordsOther, button(words.wordsPut, back), drop);
    else back();
  }

  function fill(kept) {
    for (const each of fields()) {
      if (each.type === "radio") each.checked = kept[nameOf(each)] === each.value;
      else each.value = kept[nameOf(each)] ?? "";
    }
  }

  async function save({ leaving = false } = {}) {
    clearTimeout(waiting);
    if (clashed) return;
    if (running && !leaving) {
      await running;
      if (!dirty) return;
    }
    running = send(leaving);
    await running;
    running = null;
  }

  async function send(leaving) {
    const asTyped = typed();
    const sent = new FormData();
    for (const [name, value] of Object.entries(asTyped)) sent.set(name, value);
    for (const name of ["version", "page"]) sent.set(name, carried(name).value);
    sent.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    dirty = false;
    let answer;
    try {
      answer = await fetch(words.autosave, {
        method: "POST", body: sent, redirect: "manual", keepalive: leaving, headers: { Accept: "application/json" },
      });
    } catch {
      failed(navigator.onLine ? words.wordsFailed : words.wordsOffline);
      return;
    }
    if (answer.type === "opaqueredirect" || answer.status === 401 || answer.status === 403) {
      dirty = true;
      const link = document.createElement("a");
      link.className = "govuk-link";
      link.href = `/account/login/?next=${encodeURIComponent(window.location.pathname)}`;
      link.textContent = words.wordsSignIn;
      say(words.wordsSignedOut, link);
    } else if (answer.status === 409) {
      clashed = true;
      say((await answer.json()).refused);
    } else if (!answer.ok) {
      failed(words.wordsFailed);
    } else {
      const saved = await answer.json();
      carried("version").value = saved.version;
      outcome.innerHTML = saved.outcome;
      late = saved.late;
      fold();
      if (!dirty && same(typed(), asTyped)) forget();
      say(saved.saved);
    }
  }

  function failed(why) {
    dirty = true;
    say(why);
    waiting = setTimeout(save, AGAIN);
  }

  // The line under the form: words, and where there is something to do, a link or a button.
  function say(what, ...more) {
    line.replaceChildren(what, ...more.flatMap((each) => [" ", each]));
  }

  function button(name, pressed) {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "fp-link-button";
    made.textContent = name;
    made.addEventListener("click", pressed);
    return made;
  }

  // Shows the questions that the answers need. What is out of sight keeps its words.
  function fold() {
    const now = typed();
    for (const each of root.querySelectorAll("[data-when]")) {
      const [name, value] = each.dataset.when.split("=");
      each.hidden = now[name] !== value;
    }
    const asked = saves ? late : now.complete !== "yes";
    for (const each of root.querySelectorAll("[data-when-late]")) {
      each.hidden = !asked && !each.querySelector(".govuk-form-group--error");
    }
  }
}

function same(some, others) {
  const names = new Set([...Object.keys(some), ...Object.keys(others)]);
  return [...names].every((name) => some[name] === others[name]);
}
