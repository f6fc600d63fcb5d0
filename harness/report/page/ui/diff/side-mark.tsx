import type { SideVerdict } from "../../../model/departure.ts";

const SIGNS = { passed: "✓", failed: "✗", unknown: "?" } as const;

/** How a scenario ended in one of two runs. */
export function SideMark({ verdict: { mark }, name }: { readonly verdict: SideVerdict; readonly name: string }) {
  return (
    <span class="side-mark">
      <span class={`mark ${mark === "unknown" ? "unfinished" : mark}`}>
        <span aria-hidden="true">{SIGNS[mark]}</span> {mark}
      </span>{" "}
      <span class="hint">in {name}</span>
    </span>
  );
}
