import { render } from "preact";
import { App } from "./app.tsx";
import { readOverview } from "./embedded-data.ts";
import "./style/base.css";
import "./style/overview.css";
import "./style/scenario.css";
import "./style/timeline.css";
import "./style/event.css";
import "./style/diff.css";
import "./style/incident.css";

const root = document.getElementById("app");
if (root) {
  readOverview().then(
    (model) => {
      root.replaceChildren();
      render(<App model={model} />, root);
    },
    (error: unknown) => {
      const reason = error instanceof Error ? error.message : String(error);
      root.textContent = `This report cannot be shown: ${reason}. It needs a browser of 2024 or later.`;
    },
  );
}
