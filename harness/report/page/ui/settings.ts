import { effect, signal } from "@preact/signals";

export const THEMES = ["system", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];

const KEYS = "toq-report-single-keys";
const THEME = "toq-report-theme";

/** Whether single letters are commands (WCAG 2.1.4 wants a way to turn them off). */
export const singleKeys = signal(stored(KEYS) !== "off");

export const theme = signal<Theme>(THEMES.find((known) => known === stored(THEME)) ?? "system");

effect(() => store(KEYS, singleKeys.value ? "on" : "off"));

effect(() => {
  store(THEME, theme.value);
  if (theme.value === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme.value;
});

/** Browsers may forbid a page from the disk to store anything; then a setting lasts as long as the page. */
function stored(name: string): string | null {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}

function store(name: string, value: string): void {
  try {
    localStorage.setItem(name, value);
  } catch {
    // See above.
  }
}
