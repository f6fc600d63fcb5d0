import type { RecordedBody } from "../../../../scenario/record/format.ts";
import type { BodyPlace } from "../../../model/shown-event.ts";
import { sizeText } from "../../size-text.ts";
import { dedented, rowsIn, type Statement, statementIn } from "../../statement.ts";
import { CopyButton } from "../copy-button.tsx";
import type { bodiesAt } from "../embedded-data.ts";
import { JsonText } from "./json-text.tsx";
import { RowsTable } from "./rows-table.tsx";

interface BodyProps {
  readonly title: string;
  readonly reference: BodyPlace;
  readonly bodies: ReturnType<typeof bodiesAt> | undefined;
}

/** A request or an answer. */
export function Body({ title, reference, bodies }: BodyProps) {
  const body = bodies?.state === "read" ? bodies.value[reference.place ?? -1] : undefined;
  return (
    <section class="body">
      <h3>
        {title} <span class="count">{sizeText(reference.bytes)}</span>
        {body?.kind === "text" && <CopyButton text={body.text} />}
      </h3>
      {body ? <Content body={body} /> : <p class="hint">{reasonOf(bodies, reference.bytes)}</p>}
    </section>
  );
}

function reasonOf(bodies: BodyProps["bodies"], bytes: number): string {
  if (bytes === 0) return "empty";
  if (bodies?.state === "reading") return "Reading …";
  return bodies?.state === "missing" ? "Left out of this report; see the overview." : "Not in the record.";
}

function Content({ body }: { readonly body: RecordedBody }) {
  switch (body.kind) {
    case "text":
      return <Text body={body} />;
    case "zip":
      return (
        <>
          <RowsTable rows={body.entries.map(({ name, bytes }) => ({ entry: name, size: sizeText(bytes) }))} />
          {body.more !== undefined && <p class="hint">and {body.more} more entries</p>}
        </>
      );
    case "image":
      return (
        <>
          {body.thumbnail !== undefined && (
            <img class="thumbnail" src={`data:image/jpeg;base64,${body.thumbnail}`} alt="The picture, made small" />
          )}
          <p>
            {body.format.toUpperCase()}, {body.width} × {body.height} pixels <Hash sha256={body.sha256} />
          </p>
          {body.thumbnail === undefined && <p class="hint">No thumbnail was kept.</p>}
        </>
      );
    case "binary":
      return (
        <p>
          Bytes that are no text <Hash sha256={body.sha256} />
        </p>
      );
  }
}

function Hash({ sha256 }: { readonly sha256: string }) {
  return <code class="hash">SHA-256 {sha256}</code>;
}

function Text({ body: { text, cutAt } }: { readonly body: Extract<RecordedBody, { kind: "text" }> }) {
  const statement = statementIn(text);
  const rows = rowsIn(text);
  return (
    <>
      {statement ? <Sql statement={statement} /> : rows ? <RowsTable rows={rows} /> : <JsonText text={text} />}
      {cutAt !== undefined && <p class="hint">Only the first {cutAt} characters were kept.</p>}
    </>
  );
}

function Sql({ statement: { sql, values } }: { readonly statement: Statement }) {
  return (
    <>
      <pre class="wrap">{dedented(sql)}</pre>
      {values.length > 0 && (
        <ol class="sql-values" aria-label="Values of the question marks">
          {values.map((value, index) => (
            <li key={index}>
              <code>{JSON.stringify(value)}</code>
            </li>
          ))}
        </ol>
      )}
    </>
  );
}
