import type { SourceExcerpt } from "../../../model/report-model.ts";

/** The lines of the story around the statement that failed. */
export function Excerpt({ excerpt: { file, line, firstLine, lines, changed } }: { readonly excerpt: SourceExcerpt }) {
  return (
    <section>
      <h3>
        In the story: {file}:{line}
      </h3>
      {changed && <p class="hint">The file has changed since the run, so it may be another line.</p>}
      <pre class="code">
        {lines.map((text, index) => {
          const number = firstLine + index;
          return (
            <div key={number} class={number === line ? "line failed" : "line"}>
              <span class="line-number">
                {number === line ? "▶ " : ""}
                {number}
              </span>
              <span>{text === "" ? " " : text}</span>
            </div>
          );
        })}
      </pre>
    </section>
  );
}
