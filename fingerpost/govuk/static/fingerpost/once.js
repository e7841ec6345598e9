// A form is sent once, however often its button is pressed. A page that the browser brings back can send again.
export function once(document) {
  const sent = new Set();
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post") return;
    if (sent.has(form)) {
      event.preventDefault();
      return;
    }
    sent.add(form);
  });
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) sent.clear();
  });
}
