#compdef allocation
# Completion of allocation in zsh. Add this line to ~/.zshrc, after compinit:
#   source <(allocation completion zsh)
_allocation()
{
    local line=allocation word
    local -a found
    for word in "${(@Q)words[2,CURRENT-1]}"; do
        [[ -z $word || $word == *' '* ]] && word="\"$word\""
        line+=" $word"
    done
    line+=" ${(Q)PREFIX}"

    found=("${(@f)$(${~${(Q)words[1]}} "[suggest:${#line}]" "$line" 2>/dev/null)}")
    found=(${found%$'\r'})
    found=(${found:#[-/]?})
    [[ $PREFIX == -* && $PREFIX != *=* ]] || found=(${found:#-*})
    compset -P '--*='
    compadd -a found || _files
}
if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
    _allocation "$@"
else
    compdef _allocation allocation
fi
