import { useEffect, useRef, useState } from "preact/hooks";
import type { OverviewModel } from "../../model/report-model.ts";
import { useKeys } from "./keys.ts";
import { KeysDialog } from "./keys-dialog.tsx";
import { Mark } from "./mark.tsx";
import { Overview } from "./overview/overview.tsx";
import { address, goTo } from "./route.ts";
import { ScenarioPage } from "./scenario/scenario-page.tsx";
import { THEMES, type Theme, theme } from "./settings.ts";

/** The whole report. */
export function App({ model }: { readonly model: OverviewModel }) {
  const [keysOpen, setKeysOpen] = useState(false);
  const { page } = address.value;
  const title = page === "scenario" ? address.value.key : model.verdict.sentence;
  useEffect(() => {
    document.title = `${title} · run ${model.run.id}`;
  }, [title, model]);
  const shown = page === "scenario" ? address.value.key : page;
  const before = useRef(shown);
  useEffect(() => {
    // Another page begins at its beginning, for the keyboard and for screen readers too.
    if (before.current !== shown) document.getElementById("main")?.focus();
    before.current = shown;
  }, [shown]);
  useKeys([
    { key: "?", does: "this list", run: () => setKeysOpen(true) },
    { key: "o", does: "overview", run: () => goTo({ page: "overview", filter: "" }) },
    {
      key: "/",
      does: "to the filter",
      run: () => document.querySelector<HTMLInputElement>("input[type=search]")?.focus(),
    },
  ]);
  return (
    <>
      <button type="button" class="skip-link" onClick={() => document.getElementById("main")?.focus()}>
        Skip to the content
      </button>
      <header class="bar">
        <a class="home" href="#/">
          <Mark mark={model.verdict.mark} />
          <span>Run {model.run.id}</span>
        </a>
        <span class="spacer" />
        <label class="theme">
          Colours
          <select
            value={theme.value}
            onChange={({ currentTarget }) => {
              theme.value = currentTarget.value as Theme;
            }}
          >
            {THEMES.map((name) => (
              <option key={name} value={name}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <button type="button" onClick={() => setKeysOpen(true)}>
          Keys <kbd>?</kbd>
        </button>
      </header>
      <main id="main" tabIndex={-1}>
        {page === "overview" ? <Overview model={model} /> : <ScenarioPage key={address.value.key} overview={model} />}
      </main>
      <KeysDialog open={keysOpen} onClose={() => setKeysOpen(false)} />
    </>
  );
}
