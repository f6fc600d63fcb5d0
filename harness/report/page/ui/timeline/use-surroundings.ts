import { useLayoutEffect, useState } from "preact/hooks";

/** What a drawing depends on beside its data. */
export interface Surroundings {
  readonly width: number;
  /** A sixteenth of the size of the page's text, in pixels. */
  readonly unit: number;
  readonly scheme: "light" | "dark";
}

export function useSurroundings(element: { readonly current: HTMLElement | null }): Surroundings {
  const [surroundings, set] = useState<Surroundings>({ width: 0, unit: 1, scheme: "light" });
  useLayoutEffect(() => {
    const dark = matchMedia("(prefers-color-scheme: dark)");
    const measure = (): void => {
      const unit = (Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16) / 16;
      set({ width: element.current?.clientWidth ?? 0, unit, scheme: dark.matches ? "dark" : "light" });
    };
    const observer = new ResizeObserver(measure);
    if (element.current) observer.observe(element.current);
    dark.addEventListener("change", measure);
    measure();
    return () => {
      observer.disconnect();
      dark.removeEventListener("change", measure);
    };
  }, [element]);
  return surroundings;
}
