// Runs before the first paint, so that a remembered choice does not flash the other colours.
(() => {
  const root = document.documentElement;
  const darkByDefault = matchMedia("(prefers-color-scheme: dark)");

  const remembered = () => {
    try {
      return localStorage.getItem("theme");
    } catch {
      return null; // storage may be switched off
    }
  };

  const remember = (theme) => {
    try {
      localStorage.setItem("theme", theme);
    } catch {
      // the choice then lasts for this page
    }
  };

  const current = () => root.dataset.theme ?? (darkByDefault.matches ? "dark" : "light");

  const press = () => {
    for (const button of document.querySelectorAll("[data-theme-toggle]")) {
      button.setAttribute("aria-pressed", String(current() === "dark"));
    }
  };

  const announce = () => {
    press();
    document.dispatchEvent(new CustomEvent("homing:theme"));
  };

  const toggle = () => {
    root.dataset.theme = current() === "dark" ? "light" : "dark";
    remember(root.dataset.theme);
    announce();
  };

  if (["light", "dark"].includes(remembered())) root.dataset.theme = remembered();
  darkByDefault.addEventListener("change", announce);
  document.addEventListener("DOMContentLoaded", () => {
    for (const button of document.querySelectorAll("[data-theme-toggle]")) {
      button.hidden = false;
      button.addEventListener("click", toggle);
    }
    press();
  });
})();
