// The review queue by keyboard. The letters work only while the focus is within an update and not in a field, so
// that they take nothing from a screen reader or from somebody who types.
export default function improve(root) {
  const cards = [...root.querySelectorAll("section")];
  root.querySelector("[data-keys]").hidden = cards.length === 0;

  root.addEventListener("keydown", (event) => {
    const card = event.target.closest("section");
    const typing = event.target.matches("input, select, textarea");
    if (!card || typing || event.altKey || event.ctrlKey || event.metaKey) return;
    const goal = {
      n: () => heading(cards[cards.indexOf(card) + 1]),
      p: () => heading(cards[cards.indexOf(card) - 1]),
      a: () => card.querySelector('button[value="accept"]'),
      q: () => card.querySelector("textarea"),
    }[event.key]?.();
    if (!goal) return;
    event.preventDefault();
    goal.focus();
  });

  function heading(card) {
    return card?.querySelector("h2 a");
  }
}
