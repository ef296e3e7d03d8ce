/** Commands that bring the previous version of a service back. */

export const BACK = /^(?:sudo )?(?:kubectl (?:.* )?rollout undo\b|helm (?:.* )?rollback\b|helm (?:.* )?upgrade\b.*--(?:atomic|rollback-on-failure)\b|kubectl argo rollouts (?:abort|undo)\b|argocd app rollback\b|aws deploy (?:stop|create)-deployment\b.*rollback|aws ecs update-service\b.*rollback=true|gcloud run services update-traffic\b.*--to-revisions|databricks .*rollback|docker service (?:rollback|update .*--rollback|update .*--update-failure-action[ =]rollback))/;
