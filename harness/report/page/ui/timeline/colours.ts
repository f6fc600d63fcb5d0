import { LANE_KINDS, type LaneKind } from "../../../model/report-model.ts";

const NAMES = ["text", "dim", "line", "panel", "stripe", "accent", "failed", "fault"] as const;

/** The theme's colours as a canvas takes them. */
export interface Colours extends Readonly<Record<(typeof NAMES)[number], string>> {
  readonly lanes: Readonly<Record<LaneKind, string>>;
  readonly font: string;
}

/** Reads them from the style sheet, where the theme decides. */
export function readColours(element: HTMLElement): Colours {
  const probe = document.createElement("span");
  element.append(probe);
  const read = (name: string): string => {
    probe.style.color = `var(--${name})`;
    return getComputedStyle(probe).color;
  };
  const plain = Object.fromEntries(NAMES.map((name) => [name, read(name)])) as Record<(typeof NAMES)[number], string>;
  const lanes = Object.fromEntries(LANE_KINDS.map((kind) => [kind, read(`lane-${kind}`)])) as Record<LaneKind, string>;
  const font = getComputedStyle(element).fontFamily;
  probe.remove();
  return { ...plain, lanes, font };
}
