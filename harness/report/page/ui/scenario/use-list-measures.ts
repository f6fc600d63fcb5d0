import { useLayoutEffect, useState } from "preact/hooks";

interface ListMeasures {
  readonly height: number;
  readonly rowHeight: number;
}

/** Row height follows the size of the text, so that large text stays legible. */
export function useListMeasures(box: { readonly current: HTMLElement | null }): ListMeasures {
  const [measures, setMeasures] = useState<ListMeasures>({ height: 600, rowHeight: 24 });
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const measure = (): void => {
      const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;
      setMeasures({ height: element.clientHeight, rowHeight: Math.round(rem * 1.5) });
    };
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    measure();
    return () => observer.disconnect();
  }, [box]);
  return measures;
}
