import type { ScenarioModel } from "../../../model/report-model.ts";
import { Pairs } from "../event/pairs.tsx";

type Failure = NonNullable<NonNullable<ScenarioModel["result"]>["failure"]>;

interface WhoseFaultProps {
  readonly failure: Pick<Failure, "mistake" | "perhaps" | "replica">;
  /** The system under test. */
  readonly system: string;
}

/** Whether the story, the system, or both it and its replica are to blame, as far as the run can tell. */
export function WhoseFault({ failure: { mistake, perhaps, replica }, system }: WhoseFaultProps) {
  return (
    <section class="whose-fault">
      <h3>Whose fault</h3>
      {mistake ? (
        <p>The story’s: it is a mistake in the story, so nothing is said of the system.</p>
      ) : perhaps !== undefined ? (
        <p>Perhaps the story’s: {perhaps}</p>
      ) : (
        <p>The system’s: a rule does not hold on {system}.</p>
      )}
      {mistake && perhaps !== undefined && <p>Perhaps: {perhaps}</p>}
      {replica && <Replica replica={replica} />}
    </section>
  );
}

function Replica({
  replica: { system, agrees, end, observable, hop },
}: {
  readonly replica: NonNullable<Failure["replica"]>;
}) {
  if (agrees) return <p>The replica ({system}) breaks the same rule with the same values.</p>;
  const none = "makes no such hop";
  return (
    <>
      <p>
        The replica ({system}) ends otherwise: {end}. Here the two part first:
      </p>
      <Pairs
        pairs={[
          ...(observable
            ? ([
                ["What is seen", observable.path],
                ["Yours", observable.own],
                ["The replica’s", observable.replica],
              ] as const)
            : []),
          ...(hop
            ? ([
                ["Hop", `event ${hop.sequence}, ${hop.at}`],
                ["Yours", hop.own ?? none],
                ["The replica’s", hop.replica ?? none],
              ] as const)
            : []),
        ]}
      />
      {!observable && !hop && <p>Nothing that can be seen until then differs.</p>}
    </>
  );
}
