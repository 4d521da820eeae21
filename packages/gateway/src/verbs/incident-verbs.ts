// What the owner may see of what went wrong, and do about it.

import { type SetErrorNoticesInput, setErrorNotices } from "../use-cases/accounts/set-error-notices.ts";
import type { Context } from "../use-cases/context.ts";
import {
  type CauseDocument,
  type InspectedIncident,
  inspectIncident,
  type ListIncidentsInput,
  type ListIncidentsResult,
  listIncidentCauses,
  listIncidents,
} from "../use-cases/incidents/list-incidents.ts";
import { type ResolveIncidentInput, resolveIncident } from "../use-cases/incidents/settle-incident.ts";

export type IncidentVerbs = {
  listIncidents(input?: ListIncidentsInput): Promise<ListIncidentsResult>;
  listIncidentCauses(): Promise<CauseDocument[]>;
  inspectIncident(incidentId: string): Promise<InspectedIncident>;
  resolveIncident(input: ResolveIncidentInput): Promise<void>;
  setErrorNotices(input: SetErrorNoticesInput): Promise<{ enabled: boolean }>;
};

export function incidentVerbs(context: Context): IncidentVerbs {
  return {
    listIncidents: (input = {}) => listIncidents(context, input),
    listIncidentCauses: () => listIncidentCauses(context),
    inspectIncident: (incidentId) => inspectIncident(context, incidentId),
    resolveIncident: (input) => resolveIncident(context, input),
    setErrorNotices: (input) => setErrorNotices(context, input),
  };
}
