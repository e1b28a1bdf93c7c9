# Completion of allocation in fish. Write it to where fish looks for it:
#   allocation completion fish > ~/.config/fish/completions/allocation.fish
function __allocation_words
    set -l words (commandline -opc)
    set -l current (commandline -ct)
    set -l line allocation
    for word in $words[2..-1]
        if test -z "$word"; or string match -q -- '* *' $word
            set word "\"$word\""
        end
        set line "$line $word"
    end
    set line "$line $current"

    set -l option (string match -r -- '^--[a-z-]+=' $current)
    set -l place (string length -- $line)
    set -l found ($words[1] "[suggest:$place]" $line 2>/dev/null | string trim -r -c \r | string match -v -r -- '^([-/].)?$')
    if not string match -q -- '-*' $current; or test -n "$option"
        set found (string match -v -- '-*' $found)
    end
    if test (count $found) -gt 0
        printf '%s\n' "$option"$found
    else
        __fish_complete_path $current
    end
end
complete -c allocation -f -a '(__allocation_words)'
