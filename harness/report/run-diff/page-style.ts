/** The look of a comparison's page: the colours of the report, in light and dark; nothing wider than 320 px needs. */
export const PAGE_STYLE = `
:root {
  color-scheme: light dark;
  --ground: light-dark(#f6f7f8, #14171a);
  --panel: light-dark(#ffffff, #1a1e22);
  --line: light-dark(#d9dee4, #323a43);
  --text: light-dark(#1c2126, #e3e7eb);
  --dim: light-dark(#56606b, #9ca8b4);
  --accent: light-dark(#1b5cb8, #82b4ff);
  --failed: light-dark(#b3261e, #ff8f86);
  --passed: light-dark(#18713a, #74d195);
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--text); font: 0.9375rem/1.45 system-ui, sans-serif; }
main { max-width: 80rem; margin: 0 auto; padding: 1rem; overflow-wrap: anywhere; }
h1 { font-size: 1.25rem; margin: 0 0 0.5rem; }
h2 { font-size: 1rem; margin: 0; display: inline; }
h3 { font-size: 0.8125rem; color: var(--dim); margin: 0.75rem 0 0.25rem; }
p { margin: 0.25rem 0; }
.runs, .facts, .place, .where { color: var(--dim); }
details { border: 1px solid var(--line); border-radius: 6px; background: var(--panel); padding: 0.5rem 0.75rem; margin: 0.5rem 0; }
summary { cursor: pointer; }
summary:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.sides { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 18rem), 1fr)); gap: 0.5rem; }
.side { border-left: 3px solid var(--line); padding: 0.125rem 0.625rem; min-width: 0; }
.side.passed { border-color: var(--passed); }
.side.failed { border-color: var(--failed); }
.passed .mark { color: var(--passed); }
.failed .mark { color: var(--failed); }
.none { color: var(--dim); }
.departure { border-top: 1px solid var(--line); padding: 0.375rem 0; }
pre { font: 0.8125rem/1.4 ui-monospace, monospace; white-space: pre-wrap; margin: 0.25rem 0 0; }
`;
