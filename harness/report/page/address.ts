/** What the part of the address behind `#` says is shown. */
export type Address =
  | { readonly page: "overview"; readonly filter: string }
  | {
      readonly page: "scenario";
      readonly key: string;
      /** Sequence of the selected event. */
      readonly event: number | undefined;
      readonly filter: string;
      readonly tab: PanelTab | undefined;
    };

export const PANEL_TABS = ["failure", "event", "expectations", "machines", "about"] as const;

export type PanelTab = (typeof PANEL_TABS)[number];

/** Reads `#/scenario/listing-28/fixed?e=267`; what it does not know is the overview. */
export function parseAddress(hash: string): Address {
  const [path = "", query = ""] = hash.replace(/^#?\/?/, "").split(/\?(.*)/s);
  const values = new URLSearchParams(query);
  const filter = values.get("q") ?? "";
  const [page, ...segments] = path.split("/");
  const key = segments.map(decoded).join("/");
  if (page !== "scenario" || key === "") return { page: "overview", filter };
  const event = Number(values.get("e") ?? Number.NaN);
  const tab = PANEL_TABS.find((known) => known === values.get("tab"));
  return { page, key, event: Number.isSafeInteger(event) ? event : undefined, filter, tab };
}

export function formatAddress(address: Address): string {
  const values = new URLSearchParams();
  if (address.page === "scenario" && address.event !== undefined) values.set("e", String(address.event));
  if (address.page === "scenario" && address.tab !== undefined) values.set("tab", address.tab);
  if (address.filter !== "") values.set("q", address.filter);
  const query = values.size === 0 ? "" : `?${values}`;
  if (address.page === "overview") return `#/${query}`;
  return `#/scenario/${address.key.split("/").map(encodeURIComponent).join("/")}${query}`;
}

export function scenarioAddress(key: string, event?: number, tab?: PanelTab): string {
  return formatAddress({ page: "scenario", key, event, filter: "", tab });
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    // A stray percent sign: somebody has shortened the address.
    return segment;
  }
}
