/** Names of columns, paths and messages that try to be something else in some sink. */
export const HOSTILE_TEXTS: readonly string[] = [
  '<script>alert(1)</script><img src=x onerror=alert(1)>',
  '</failure></testcase></details></table><!-- ]]> -->',
  '<!DOCTYPE x [<!ENTITY a "b">]>&a;&#0;',
  '\u001b[31mred\u001b]8;;https://example.org\u0007link\u001b]8;;\u0007',
  '\n::error file=a,line=1::owned\n::set-output name=a::b%0A::add-mask::x',
  '##vso[task.setvariable variable=a]b',
  '##teamcity[buildStatus status="FAILURE"]',
  '| a | b |\n|---|---|\n# head\n- [ ] x\n> quote',
  '`code` ``more`` ```\nfence\n``` ~~~',
  '[text](https://example.org) ![i](https://example.org/i.png) <https://example.org> @everyone #1 &lt;',
  '\u202egnp.exe\u202c \u2066x\u2069 \u200b\u00ad',
  'half \ud800 a \udfff character',
  '\u0000\u0001\u0008\u000b\u000c\u001f\u007f\u0085\ufffe\uffff',
  '</details><summary>*_~$x$ $$y$$',
  `${'long '.repeat(2000)}\ud83d`,
  '__proto__',
];
