using System.Text.Json;
using Allocation.Core.Errors;
using Allocation.Core.Hooks;
using Allocation.Core.ResourcePools.Managing;
using Allocation.Core.Texts;

namespace Allocation.Core.Tests.Texts;

public sealed class VisibleTextTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("web-1 ž 漢 👩‍🚀", "web-1 ž 漢 👩‍🚀")]
    [InlineData("\u001b[31mred", @"\u001b[31mred")]
    [InlineData("a\0\u007f\u009b1m", @"a\u0000\u007f\u009b1m")]
    [InlineData("we\u200bb\u202ex\u2066\u061c\ufeff", @"we\u200bb\u202ex\u2066\u061c\ufeff")]
    [InlineData("a\u00adb\u2800c\U000e0041", @"a\u00adb\u2800c\udb40\udc41")]
    [InlineData("1\u00a0234\u202f567", "1\u00a0234\u202f567")]
    [InlineData("a\u2028b\u2029c", @"a\u2028b\u2029c")]
    [InlineData("a\tb\r\nc\rd", @"a\tb\r\nc\rd")]
    public void What_is_not_seen_is_made_visible(string text, string visible) => Assert.Equal(visible, VisibleText.Of(text));

    [Fact]
    public void Halves_of_surrogate_pairs_are_made_visible() => Assert.Equal(@"\ud83d😀\ude00", VisibleText.Of("\ud83d" + "😀" + "\ude00"));

    [Fact]
    public void Lines_can_stay() => Assert.Equal("a\tb\r\nc\\rd\n\\u001b", VisibleText.Lines("a\tb\r\nc\rd\n\u001b"));

    [Fact]
    public void No_character_below_U3000_that_steers_or_hides_is_left()
    {
        for (var character = '\0'; character < '\u3000'; character++)
        {
            var isFormat = char.GetUnicodeCategory(character) is System.Globalization.UnicodeCategory.Control
                or System.Globalization.UnicodeCategory.LineSeparator
                or System.Globalization.UnicodeCategory.ParagraphSeparator
                    || (character is >= '\u2000' and <= '\u206f' && char
                    .GetUnicodeCategory(character) == System.Globalization.UnicodeCategory.Format);
            Assert.True(!isFormat || character is '\u200c' or '\u200d' || VisibleText.Of(character.ToString())[0] == '\\',
                $"U+{(int)character:x4}");
        }
    }

    [Fact]
    public void What_is_made_visible_in_JSON_means_the_same()
    {
        var texts = new[] { "\u001b[2J\u009b\u202e\u2028\n\"\\", "plain" };
        var json = VisibleText.Of(JsonSerializer.Serialize(texts,
            new JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
        Assert.False(VisibleText.IsNeeded(json));
        Assert.Equal(texts, JsonSerializer.Deserialize<string[]>(json));
    }

    [Fact]
    public void Every_error_makes_its_message_visible()
    {
        const string Evil = "\u001b[31m\u202e\u009b";
        var types = typeof(AllocationException).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(AllocationException)) && !type.IsAbstract).ToList();
        Assert.NotEmpty(types);
        Assert.All(types, type =>
        {
            var constructor = type.GetConstructors().MinBy(c => c.GetParameters().Length)!;
            var arguments = constructor.GetParameters().Select(p => p.ParameterType == typeof(string) ? Evil : p.ParameterType.IsValueType
                ? Activator.CreateInstance(p.ParameterType) : Empty(p.ParameterType));
            AllocationException error;
            try
            {
                error = (AllocationException)constructor.Invoke([.. arguments]);
            }
            catch (System.Reflection.TargetInvocationException)
            {
                // It needs more than empty values; its base class is the same.
                return;
            }

            Assert.False(VisibleText.IsNeeded(error.Message.ReplaceLineEndings("")), type.Name);
        });
        Assert.False(VisibleText.IsNeeded(new InvalidPoolException("p", Evil + "\n").Message.ReplaceLineEndings("")));
        Assert.False(VisibleText.IsNeeded(new ManagerEvent(HookKind.New, Evil, 1, HookOutcome.Failed, Evil + "\nx").ToString()));
    }

    private static object? Empty(Type type) =>
        type.IsInterface && type.IsGenericType ? Array.CreateInstance(type.GetGenericArguments()[0], 0) : null;
}
