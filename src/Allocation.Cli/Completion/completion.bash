# Completion of allocation in bash. Add this line to ~/.bashrc:
#   source <(allocation completion bash)
_allocation()
{
    local program=$1 current=$2 line=${COMP_LINE:0:COMP_POINT} typed word
    line=allocation${line#*"$1"}
    [[ $program == '~/'* ]] && program=$HOME/${program:2}

    # bash ends a word at = and : as well; what stands before them is there already.
    typed=${line##* }
    typed=${typed#--*=}
    [[ $current == = ]] && current=
    typed=${typed%"$current"}

    COMPREPLY=()
    while IFS= read -r word; do
        word=${word%$'\r'}
        case $word in
            [-/]?) continue ;;
            -*) [[ $current == -* ]] || continue ;;
        esac
        [[ $word == "$typed$current"* ]] && COMPREPLY+=("$(printf %q "${word#"$typed"}")")
    done < <("$program" "[suggest:${#line}]" "$line" 2>/dev/null)
}
complete -o default -F _allocation allocation
