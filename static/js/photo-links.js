// The gallery's photos, as they stand on the page now: links that say what they show.

export const photoLinks = () => [...document.querySelectorAll("a[data-photo]")];
