/** Files the editor tells the server of besides data and programs, as globs: those that findings on repositories stand in. The client bundles this file. */

/** What rules on repositories look at; a test holds the two together. */
export const REPOSITORY_FILES: readonly string[] = [
  '**/*.{yaml,yml,toml,json,cfg,ini,conf,properties,env,sh,mk,sql,hql,ddl,groovy,jenkinsfile,Jenkinsfile,dockerfile,Dockerfile,containerfile,Containerfile,R,Rmd}',
  '**/{Dockerfile*,dockerfile*,Containerfile*,containerfile*,Jenkinsfile*,Makefile,makefile,GNUmakefile,crontab*,.env*}',
];
