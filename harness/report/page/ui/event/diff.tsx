import type { DiffLine } from "../../value-diff.ts";

interface DiffProps {
  readonly title: string;
  readonly left: string;
  readonly right: string;
  readonly lines: readonly DiffLine[];
}

/** Two values member by member; what differs stands first. */
export function Diff({ title, left, right, lines }: DiffProps) {
  const different = lines.filter(({ same }) => !same);
  const same = lines.filter((line) => line.same);
  return (
    <section>
      <h3>{title}</h3>
      {different.length > 0 && <Lines left={left} right={right} lines={different} />}
      {same.length > 0 && (
        <details>
          <summary>{same.length} the same</summary>
          <Lines left={left} right={right} lines={same} />
        </details>
      )}
    </section>
  );
}

function Lines({ left, right, lines }: Omit<DiffProps, "title">) {
  const named = lines.some(({ path }) => path !== "");
  return (
    <table class={named ? "values diff named" : "values diff"}>
      <thead>
        <tr>
          {named && <th scope="col">Member</th>}
          <th scope="col">{left}</th>
          <th scope="col">{right}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map(({ path, left: one, right: other, same }) => (
          <tr key={path} class={same ? "" : "changed"}>
            {named && <th scope="row">{path === "" ? "(all)" : path}</th>}
            <td class="left">{one ?? <Nothing />}</td>
            <td class="right">{other ?? <Nothing />}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Nothing() {
  return <span class="nothing">none</span>;
}
