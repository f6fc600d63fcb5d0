import { useState } from "preact/hooks";

/** Copies a text; says so in place of its label. */
export function CopyButton({ text, label = "Copy" }: { readonly text: string; readonly label?: string }) {
  const [state, setState] = useState<"ready" | "copied" | "refused">("ready");
  const copy = (): void => {
    const written = navigator.clipboard?.writeText(text) ?? Promise.reject(new Error("no clipboard"));
    written.then(
      () => setState("copied"),
      () => setState("refused"),
    );
  };
  return (
    <button type="button" class="small" onClick={copy} onBlur={() => setState("ready")} aria-live="polite">
      {state === "ready" ? label : state === "copied" ? "Copied" : "The browser refused"}
    </button>
  );
}
