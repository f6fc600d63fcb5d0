/** An expression gave no usable value: becomes `States.QueryEvaluationError` of the state. */
export class QueryFailure extends Error {
  /** The field as events name it in `location`: `Output/v`, `Choices[1]/Condition`. */
  readonly field: string;

  constructor(field: string, message: string) {
    super(message);
    this.name = "QueryFailure";
    this.field = field;
  }
}
