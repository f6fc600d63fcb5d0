import { useEffect, useRef, useState } from "preact/hooks";
import type { OverviewModel } from "../../model/report-model.ts";
import type { Address } from "../address.ts";
import { DiffPage } from "./diff/diff-page.tsx";
import { IncidentPage } from "./incident/incident-page.tsx";
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
  const title = titleOf(address.value) ?? model.verdict.sentence;
  useEffect(() => {
    document.title = `${title} · run ${model.run.id}`;
  }, [title, model]);
  const shown = page === "overview" ? page : `${page} ${address.value.key}`;
  const before = useRef(shown);
  useEffect(() => {
    // Another page begins at its beginning, for the keyboard and for screen readers too.
    if (before.current !== shown) document.getElementById("main")?.focus();
    before.current = shown;
  }, [shown]);
  useKeys([
    { key: "?", does: "this list", run: () => setKeysOpen(true) },
    ...(model.diff
      ? [
          {
            key: "w",
            does: "compared with the other run",
            run: () => goTo({ page: "diff", key: "", departure: undefined, filter: "" }),
          },
        ]
      : []),
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
        <Page model={model} />
      </main>
      <KeysDialog open={keysOpen} onClose={() => setKeysOpen(false)} />
    </>
  );
}

function Page({ model }: { readonly model: OverviewModel }) {
  const { value } = address;
  switch (value.page) {
    case "overview":
      return <Overview model={model} />;
    case "scenario":
      return <ScenarioPage key={value.key} overview={model} />;
    case "diff":
      return <DiffPage overview={model} />;
    case "incident":
      return <IncidentPage key={value.key} overview={model} />;
  }
}

function titleOf(shown: Address): string | undefined {
  switch (shown.page) {
    case "overview":
      return undefined;
    case "scenario":
      return shown.key;
    case "diff":
      return shown.key === "" ? "Two runs compared" : `${shown.key} in two runs`;
    case "incident":
      return `${shown.key}: evidence and run`;
  }
}
